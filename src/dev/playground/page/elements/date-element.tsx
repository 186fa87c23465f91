import { selectedField } from '../blocks/values.ts';
import { toText } from '../json.ts';
import type { ElementProps } from './block-element.tsx';

const INPUT_TYPES: Record<string, string> = {
  datepicker: 'date',
  timepicker: 'time',
  datetimepicker: 'datetime-local',
};

/** Date, time, and both at once (in Slack: seconds since 1970). */
export function DateElement({
  element,
  actionId,
  value,
  label,
  describedBy,
  isInvalid,
  change,
}: ElementProps) {
  const type = toText(element.type);
  const field = selectedField(type) ?? 'value';
  const chosen = value[field];
  const shown = typeof chosen === 'number' ? toLocalInput(chosen) : toText(chosen);
  return (
    <input
      className="text-input is-date"
      type={INPUT_TYPES[type]}
      data-action-id={actionId}
      aria-label={label}
      aria-describedby={describedBy}
      aria-invalid={isInvalid}
      value={shown}
      onChange={(event) => {
        const text = event.target.value;
        if (text === '') return change({ [field]: null });
        change({ [field]: type === 'datetimepicker' ? Math.floor(new Date(text).getTime() / 1000) : text });
      }}
    />
  );
}

function toLocalInput(seconds: number): string {
  const date = new Date(seconds * 1000);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
