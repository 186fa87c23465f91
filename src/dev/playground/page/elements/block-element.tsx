import { useElement } from '../blocks/surface-context.tsx';
import { isRecord, type Json, textOf, toText } from '../json.ts';
import { ButtonElement } from './button-element.tsx';
import { ChoiceGroup } from './choice-group.tsx';
import { DateElement } from './date-element.tsx';
import { OverflowElement } from './overflow-element.tsx';
import { SelectElement } from './select-element.tsx';
import { TextElement } from './text-element.tsx';
import { useConfirm } from './use-confirm.tsx';

/** What every interactive element is drawn from. */
export type ElementProps = {
  element: Json;
  actionId: string;
  value: Json;
  label: string;
  describedBy: string | undefined;
  isInvalid: boolean;
  /** Whether the app wants to hear of it before the form is sent. */
  sends: 'always' | 'never';
  change: (fields: Json) => void;
  fire: (fields: Json) => void;
};

/** Typing is not told to the app key by key. */
const TYPED = new Set(['plain_text_input', 'number_input', 'email_text_input', 'url_text_input']);

/** One interactive element of any type, in messages and forms. */
export function BlockElement(props: {
  element: Json;
  blockId: string;
  label?: string;
  sends?: 'always' | 'never';
  describedBy?: string | undefined;
  isInvalid?: boolean;
}) {
  const { element, blockId, sends = 'always' } = props;
  const isTyped = TYPED.has(toText(element.type));
  const control = useElement(element, blockId, isTyped ? 'never' : sends);
  const { ask, dialog } = useConfirm();
  const confirm = isRecord(element.confirm) ? element.confirm : undefined;
  const elementProps: ElementProps = {
    element,
    actionId: control.actionId,
    value: control.value,
    label: props.label ?? labelOf(element),
    describedBy: props.describedBy,
    isInvalid: props.isInvalid ?? false,
    sends,
    change: (fields) => ask(confirm, () => control.change(fields)),
    fire: (fields) => ask(confirm, () => control.fire(fields)),
  };
  return (
    <>
      {drawElement(elementProps)}
      {dialog}
    </>
  );
}

function drawElement(props: ElementProps) {
  const type = toText(props.element.type);
  switch (type) {
    case 'button':
    case 'workflow_button':
      return <ButtonElement {...props} />;
    case 'overflow':
      return <OverflowElement {...props} />;
    case 'radio_buttons':
    case 'checkboxes':
      return <ChoiceGroup {...props} />;
    case 'datepicker':
    case 'timepicker':
    case 'datetimepicker':
      return <DateElement {...props} />;
    case 'plain_text_input':
    case 'number_input':
    case 'email_text_input':
    case 'url_text_input':
      return <TextElement {...props} />;
    default:
      if (type.endsWith('_select')) return <SelectElement {...props} />;
      return <span className="element-unknown">[{type || 'element'}]</span>;
  }
}

function labelOf(element: Json): string {
  return (
    toText(element.accessibility_label) ||
    textOf(element.text) ||
    textOf(element.placeholder) ||
    toText(element.action_id)
  );
}
