import { useId } from 'react';
import { TextObject } from '../blocks/text-object.tsx';
import { toOption } from '../blocks/values.ts';
import { isRecord, toRecord, toRecords, toText } from '../json.ts';
import type { ElementProps } from './block-element.tsx';

/** Radio buttons and checkboxes. */
export function ChoiceGroup({
  element,
  actionId,
  value,
  label,
  describedBy,
  isInvalid,
  change,
}: ElementProps) {
  const name = useId();
  const isMany = element.type === 'checkboxes';
  const options = toRecords(element.options).map(toOption);
  const chosen = isMany
    ? toRecords(value.selected_options).map((option) => toText(option.value))
    : [toText(toRecord(value.selected_option).value)];

  const toggle = (chosenValue: string, isOn: boolean) => {
    if (!isMany) {
      return change({ selected_option: options.find((option) => option.value === chosenValue)?.raw ?? null });
    }
    const kept = options.filter((option) =>
      option.value === chosenValue ? isOn : chosen.includes(option.value),
    );
    change({ selected_options: kept.map((option) => option.raw) });
  };
  return (
    <fieldset className="choices" data-action-id={actionId} aria-describedby={describedBy}>
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <label key={option.value} className="choice">
          <input
            type={isMany ? 'checkbox' : 'radio'}
            name={name}
            value={option.value}
            aria-invalid={isInvalid}
            checked={chosen.includes(option.value)}
            onChange={(event) => toggle(option.value, event.target.checked)}
          />
          <span>
            <TextObject value={option.raw.text} />
            {isRecord(option.raw.description) && (
              <span className="choice-detail">
                <TextObject value={option.raw.description} />
              </span>
            )}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
