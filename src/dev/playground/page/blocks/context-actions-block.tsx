import { useState } from 'react';
import { useConfirm } from '../elements/use-confirm.tsx';
import { withEmoji } from '../emoji.ts';
import { isRecord, type Json, textOf, toRecord, toRecords, toText } from '../json.ts';
import { Icon } from '../ui/icon.tsx';
import type { BlockProps } from './block.tsx';
import { useElement } from './surface-context.tsx';

export function ContextActionsBlock({ block, blockId }: BlockProps) {
  return (
    <div className="context-actions">
      {toRecords(block.elements).map((element, index) => {
        const key = toText(element.action_id) || index;
        return element.type === 'feedback_buttons' ? (
          <FeedbackButtons key={key} element={element} blockId={blockId} />
        ) : (
          <IconButton key={key} element={element} blockId={blockId} />
        );
      })}
    </div>
  );
}

type ElementProps = { element: Json; blockId: string };

function FeedbackButtons({ element, blockId }: ElementProps) {
  const { fire, actionId } = useElement(element, blockId, 'always');
  const [given, setGiven] = useState<string>();
  return (
    <fieldset className="feedback" data-action-id={actionId}>
      <legend className="sr-only">Feedback</legend>
      {(['positive_button', 'negative_button'] as const).map((key) => {
        const button = toRecord(element[key]);
        const label = toText(button.accessibility_label) || textOf(button.text);
        return (
          <button
            key={key}
            type="button"
            className="icon-button"
            aria-label={label}
            title={label}
            aria-pressed={given === key}
            onClick={() => {
              setGiven(key);
              fire({ value: button.value, text: button.text });
            }}
          >
            <Icon name={key === 'positive_button' ? 'thumbsUp' : 'thumbsDown'} />
          </button>
        );
      })}
    </fieldset>
  );
}

function IconButton({ element, blockId }: ElementProps) {
  const { fire, actionId } = useElement(element, blockId, 'always');
  const { ask, dialog } = useConfirm();
  const label = toText(element.accessibility_label) || withEmoji(textOf(element.text));
  return (
    <>
      <button
        type="button"
        className="icon-button"
        data-action-id={actionId}
        aria-label={label}
        title={label}
        onClick={() =>
          ask(isRecord(element.confirm) ? element.confirm : undefined, () =>
            fire({ value: element.value, icon: element.icon, text: element.text }),
          )
        }
      >
        <Icon name={element.icon === 'trash' ? 'trash' : 'more'} />
      </button>
      {dialog}
    </>
  );
}
