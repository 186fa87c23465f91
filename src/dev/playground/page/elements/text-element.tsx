import { type KeyboardEvent, useEffect, useRef } from 'react';
import { textOf, toRecord, toText, toTexts } from '../json.ts';
import type { ElementProps } from './block-element.tsx';

const INPUT_TYPES: Record<string, string> = { email_text_input: 'email', url_text_input: 'url' };

/**
 * Text, number, email and web address. A value is kept with every key; an input that sends (`dispatch_action`) does
 * so on Enter, or on every character where its configuration says so.
 */
export function TextElement(props: ElementProps) {
  const { element, actionId, value, label, describedBy, isInvalid, sends, change, fire } = props;
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const type = toText(element.type);
  const text = toText(value.value);
  const isFocused = element.focus_on_load === true;
  useEffect(() => {
    if (isFocused) field.current?.focus();
  }, [isFocused]);

  const configured = toTexts(toRecord(element.dispatch_action_config).trigger_actions_on);
  const triggers = sends === 'never' ? [] : configured.length > 0 ? configured : ['on_enter_pressed'];
  const common = {
    ref: field,
    'data-action-id': actionId,
    'aria-label': label,
    'aria-describedby': describedBy,
    'aria-invalid': isInvalid,
    placeholder: textOf(element.placeholder),
    value: text,
    onChange: (event: { target: { value: string } }) => {
      const next = event.target.value;
      change({ value: next === '' ? null : next });
      if (triggers.includes('on_character_entered')) fire({ value: next });
    },
    onKeyDown: (event: KeyboardEvent) => {
      const isEnter = event.key === 'Enter' && !event.shiftKey && triggers.includes('on_enter_pressed');
      if (!isEnter) return;
      event.preventDefault();
      fire({ value: text });
    },
  };
  if (element.multiline === true) return <textarea {...common} className="text-input" rows={4} />;
  return (
    <input
      {...common}
      className="text-input"
      type={INPUT_TYPES[type] ?? 'text'}
      inputMode={type === 'number_input' ? 'decimal' : undefined}
    />
  );
}
