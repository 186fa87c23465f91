import { selectedField, toOption } from '../blocks/values.ts';
import { withEmoji } from '../emoji.ts';
import { type Json, textOf, toRecord, toRecords, toText, toTexts } from '../json.ts';
import { useChannels, useMe, useUsers } from '../page-context.tsx';
import { channelName } from '../text.ts';
import type { ElementProps } from './block-element.tsx';
import { Picker, type PickerGroup } from './picker.tsx';

/** Every select menu, with one choice or several, of options, people or conversations. */
export function SelectElement({
  element,
  actionId,
  value,
  label,
  describedBy,
  isInvalid,
  change,
}: ElementProps) {
  const type = toText(element.type);
  const isMany = type.startsWith('multi_');
  const source = type.replace('multi_', '').replace('_select', '');
  const groups = useGroups(source, element);
  const field = selectedField(type) ?? 'selected_option';
  const hasOptions = source === 'static' || source === 'external';
  const raw = groups.flatMap((group) => group.options);
  const chosen = hasOptions
    ? (isMany ? toRecords(value[field]) : [toRecord(value[field])]).map((option) => toText(option.value))
    : isMany
      ? toTexts(value[field])
      : [toText(value[field])];

  const choose = (values: string[]) => {
    const results = values.map((id) =>
      hasOptions ? (raw.find((option) => option.value === id)?.raw ?? null) : id,
    );
    change({ [field]: isMany ? results : (results[0] ?? null) });
  };
  const most = element.max_selected_items;
  return (
    <Picker
      actionId={actionId}
      label={label}
      placeholder={textOf(element.placeholder) || (isMany ? 'Choose some' : 'Choose one')}
      groups={groups}
      chosen={chosen.filter(Boolean)}
      isMany={isMany}
      most={typeof most === 'number' ? most : Number.POSITIVE_INFINITY}
      describedBy={describedBy}
      isInvalid={isInvalid}
      emptyText={
        source === 'external' ? 'The app would look these up; the playground cannot ask it.' : 'Nothing found'
      }
      onChoose={choose}
    />
  );
}

function useGroups(source: string, element: Json): PickerGroup[] {
  const users = useUsers();
  const channels = useChannels();
  const me = useMe();
  if (source === 'users') {
    return [{ label: '', options: users.map((user) => ({ value: user.id, label: user.realName })) }];
  }
  if (source === 'channels' || source === 'conversations') {
    const options = channels
      .filter((channel) => source === 'conversations' || channel.kind === 'public')
      .filter((channel) => channel.kind === 'public' || channel.members.includes(me))
      .map((channel) => {
        const sign = channel.kind === 'public' || channel.kind === 'private' ? '#' : '';
        return { value: channel.id, label: `${sign}${channelName(channel, me, users)}` };
      });
    return [{ label: '', options }];
  }
  const groups = toRecords(element.option_groups);
  if (groups.length > 0) {
    return groups.map((group) => ({ label: textOf(group.label), options: toOptions(group.options) }));
  }
  const initial = toRecords(element.initial_options);
  const known = element.options ?? (initial.length > 0 ? initial : [element.initial_option]);
  return [{ label: '', options: toOptions(known) }];
}

function toOptions(value: unknown): PickerGroup['options'] {
  return toRecords(value)
    .map(toOption)
    .map((option) => ({
      ...option,
      label: withEmoji(option.label),
      description: withEmoji(option.description),
    }));
}
