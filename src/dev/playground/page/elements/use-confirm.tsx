import { type ReactNode, useState } from 'react';
import { TextObject } from '../blocks/text-object.tsx';
import { withEmoji } from '../emoji.ts';
import { type Json, textOf } from '../json.ts';
import { Dialog } from '../ui/dialog.tsx';

/** Asks with Slack's confirmation object before something runs; without one it runs at once. */
export function useConfirm(): {
  ask(confirm: Json | undefined, run: () => void): void;
  dialog: ReactNode;
} {
  const [asked, setAsked] = useState<{ confirm: Json; run: () => void }>();
  const dialog = asked && (
    <Dialog
      size="small"
      title={withEmoji(textOf(asked.confirm.title))}
      onClose={() => setAsked(undefined)}
      onSubmit={() => {
        setAsked(undefined);
        asked.run();
      }}
      footer={
        <>
          <button type="button" className="button" onClick={() => setAsked(undefined)}>
            {textOf(asked.confirm.deny) || 'Cancel'}
          </button>
          <button
            type="submit"
            className={asked.confirm.style === 'danger' ? 'button is-danger' : 'button is-primary'}
          >
            {textOf(asked.confirm.confirm) || 'Yes'}
          </button>
        </>
      }
    >
      <TextObject value={asked.confirm.text} />
    </Dialog>
  );
  return { ask: (confirm, run) => (confirm ? setAsked({ confirm, run }) : run()), dialog };
}
