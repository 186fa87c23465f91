import { toOption } from '../blocks/values.ts';
import { withEmoji } from '../emoji.ts';
import { toRecords } from '../json.ts';
import { Icon } from '../ui/icon.tsx';
import { MenuButton } from '../ui/menu.tsx';
import type { ElementProps } from './block-element.tsx';

export function OverflowElement({ element, actionId, fire }: ElementProps) {
  const options = toRecords(element.options).map(toOption);
  return (
    <span data-action-id={actionId}>
      <MenuButton
        label="More options"
        className="button is-square"
        align="end"
        items={options.map((option) => ({
          key: option.value,
          label: withEmoji(option.label),
          detail: withEmoji(option.description),
          run: () => {
            if (/^https?:/i.test(option.url)) window.open(option.url, '_blank', 'noopener,noreferrer');
            fire({ selected_option: option.raw });
          },
        }))}
      >
        <Icon name="more" />
      </MenuButton>
    </span>
  );
}
