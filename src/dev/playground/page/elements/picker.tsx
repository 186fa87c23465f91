import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import type { Json } from '../json.ts';
import { Icon } from '../ui/icon.tsx';
import { Popover } from '../ui/popover.tsx';

type PickerOption = { value: string; label: string; description?: string; raw?: Json };
export type PickerGroup = { label: string; options: PickerOption[] };

type PickerProps = {
  actionId: string;
  label: string;
  placeholder: string;
  groups: PickerGroup[];
  chosen: string[];
  isMany: boolean;
  most: number;
  emptyText: string;
  describedBy: string | undefined;
  isInvalid: boolean;
  onChoose: (values: string[]) => void;
};

/** A searchable list under a button. */
export function Picker(props: PickerProps) {
  const { chosen, groups } = props;
  const [isOpen, setOpen] = useState(false);
  const anchor = useRef<HTMLButtonElement>(null);
  const all = groups.flatMap((group) => group.options);
  const names = chosen.map((value) => all.find((option) => option.value === value)?.label ?? value);

  const choose = (value: string) => {
    if (!props.isMany) {
      setOpen(false);
      anchor.current?.focus();
      return props.onChoose([value]);
    }
    const next = chosen.includes(value) ? chosen.filter((entry) => entry !== value) : [...chosen, value];
    if (next.length <= props.most) props.onChoose(next);
  };
  return (
    <span className="picker" data-action-id={props.actionId}>
      <button
        ref={anchor}
        type="button"
        className="picker-button"
        aria-haspopup="listbox"
        aria-expanded={isOpen}
        aria-label={names.length > 0 ? `${props.label}: ${names.join(', ')}` : props.label}
        aria-describedby={props.describedBy}
        data-invalid={props.isInvalid || undefined}
        onClick={() => setOpen(!isOpen)}
      >
        {names.length === 0 && <span className="picker-placeholder">{props.placeholder}</span>}
        {!props.isMany && <span className="picker-value">{names[0]}</span>}
        {props.isMany &&
          names.map((name) => (
            <span key={name} className="picker-chip">
              {name}
            </span>
          ))}
        <Icon name="chevron" />
      </button>
      {isOpen && (
        <Popover anchor={anchor} isAnchorWide onClose={() => setOpen(false)}>
          <PickerList {...props} onPick={choose} />
        </Popover>
      )}
    </span>
  );
}

function PickerList(props: PickerProps & { onPick: (value: string) => void }) {
  const id = useId();
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => input.current?.focus(), []);

  const wanted = query.trim().toLowerCase();
  const groups = props.groups
    .map((group) => ({
      ...group,
      options: group.options.filter((option) => option.label.toLowerCase().includes(wanted)),
    }))
    .filter((group) => group.options.length > 0);
  const shown = groups.flatMap((group) => group.options);
  const move = (step: number) => {
    const next = Math.max(0, Math.min(shown.length - 1, active + step));
    setActive(next);
    list.current?.querySelectorAll('[role=option]')[next]?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') move(1);
    else if (event.key === 'ArrowUp') move(-1);
    else if (event.key === 'Enter') {
      const option = shown[active];
      if (option) props.onPick(option.value);
    } else return;
    event.preventDefault();
  };
  return (
    <div className="picker-list">
      <input
        ref={input}
        className="text-input"
        role="combobox"
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={shown.length > 0 ? `${id}-${active}` : undefined}
        aria-label={`Search: ${props.label}`}
        placeholder="Search"
        value={query}
        onKeyDown={onKeyDown}
        onChange={(event) => {
          setQuery(event.target.value);
          setActive(0);
        }}
      />
      <div
        ref={list}
        className="picker-options"
        id={`${id}-list`}
        role="listbox"
        aria-label={props.label}
        aria-multiselectable={props.isMany}
        tabIndex={-1}
      >
        {shown.length === 0 && <p className="picker-empty">{props.emptyText}</p>}
        {groups.map((group) => (
          // biome-ignore lint/a11y/useSemanticElements: a group of a listbox
          <div key={group.label} role="group" aria-label={group.label || props.label}>
            {group.label && <p className="picker-group">{group.label}</p>}
            {group.options.map((option) => {
              const index = shown.indexOf(option);
              const isChosen = props.chosen.includes(option.value);
              return (
                // biome-ignore lint/a11y/useKeyWithClickEvents: the search field above takes the keys
                <div
                  key={option.value}
                  id={`${id}-${index}`}
                  role="option"
                  tabIndex={-1}
                  aria-selected={isChosen}
                  className={index === active ? 'picker-option is-active' : 'picker-option'}
                  onPointerMove={() => setActive(index)}
                  onClick={() => props.onPick(option.value)}
                >
                  <span>
                    {option.label}
                    {option.description && <small>{option.description}</small>}
                  </span>
                  {isChosen && <Icon name="check" />}
                </div>
              );
            })}
          </div>
        ))}
      </div>
    </div>
  );
}
