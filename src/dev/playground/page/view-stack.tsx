import { useMemo, useState } from 'react';
import type { WorldView } from '../../slack/control.ts';
import { type Surface, surfaceKey } from './actions.ts';
import { BlockList } from './blocks/block-list.tsx';
import { collectValues, findInputErrors, type Values } from './blocks/values.ts';
import { withEmoji } from './emoji.ts';
import { textOf, toRecords } from './json.ts';
import { useActions, useSelect } from './page-context.tsx';
import { Dialog } from './ui/dialog.tsx';

/** What a submission was refused for, and what was filled in then. */
type Refused = { errors: Record<string, string>; chosen: Values | undefined };

/** The modal that lies on top; those below wait. */
export function ViewStack() {
  const stack = useSelect((state) => state.stacks[state.me]);
  const top = stack?.at(-1);
  return top ? <Modal key={top.id} view={top} isPushed={(stack?.length ?? 0) > 1} /> : null;
}

function Modal({ view, isPushed }: { view: WorldView; isPushed: boolean }) {
  const surface = useMemo<Surface>(() => ({ kind: 'view', viewId: view.id }), [view.id]);
  const chosen = useSelect((state) => state.values[surfaceKey(surface)]);
  const { submit, closeView } = useActions();
  const [refused, setRefused] = useState<Refused>({ errors: {}, chosen: undefined });
  const [isSending, setSending] = useState(false);
  const blocks = view.view.blocks;
  const submitText = textOf(view.view.submit);

  const send = async () => {
    const values = collectValues(toRecords(blocks), chosen ?? {});
    const own = findInputErrors(toRecords(blocks), values);
    setRefused({ errors: own, chosen });
    if (Object.keys(own).length > 0) return;
    setSending(true);
    setRefused({ errors: await submit(view.id, values), chosen });
    setSending(false);
  };
  const errors = useMemo(() => standingErrors(refused, chosen), [refused, chosen]);
  return (
    <Dialog
      title={withEmoji(textOf(view.view.title))}
      onClose={() => void closeView(view.id)}
      onSubmit={() => {
        if (submitText && !isSending) void send();
      }}
      footer={
        <>
          <button type="button" className="button" onClick={() => void closeView(view.id)}>
            {withEmoji(textOf(view.view.close)) || (isPushed ? 'Back' : 'Cancel')}
          </button>
          {submitText && (
            <button type="submit" className="button is-primary" disabled={isSending}>
              {isSending ? 'Sending …' : withEmoji(submitText)}
            </button>
          )}
        </>
      }
    >
      <BlockList blocks={blocks} surface={surface} errors={errors} />
    </Dialog>
  );
}

/** An error stands until its block is filled in differently. */
function standingErrors(refused: Refused, chosen: Values | undefined): Record<string, string> {
  const entries = Object.entries(refused.errors);
  return Object.fromEntries(entries.filter(([id]) => refused.chosen?.[id] === chosen?.[id]));
}
