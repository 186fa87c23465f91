import { useRef, useState } from 'react';
import { REACTION_NAMES, toGlyph } from './emoji.ts';
import { Icon } from './ui/icon.tsx';
import { moveFocus } from './ui/menu.tsx';
import { Popover } from './ui/popover.tsx';

/** Opens a grid of reactions. */
export function EmojiButton(props: { onPick: (name: string) => void; onToggle?: (isOpen: boolean) => void }) {
  const [isOpen, setOpen] = useState(false);
  const anchor = useRef<HTMLButtonElement>(null);
  const grid = useRef<HTMLDivElement>(null);
  const toggle = (open: boolean) => {
    setOpen(open);
    props.onToggle?.(open);
  };
  return (
    <>
      <button
        ref={anchor}
        type="button"
        className="icon-button"
        aria-label="Add a reaction"
        title="Add a reaction"
        aria-expanded={isOpen}
        onClick={() => toggle(!isOpen)}
      >
        <Icon name="smile" />
      </button>
      {isOpen && (
        <Popover anchor={anchor} align="end" onClose={() => toggle(false)}>
          <div
            ref={grid}
            className="emoji-grid"
            role="menu"
            aria-label="Reactions"
            tabIndex={-1}
            onKeyDown={(event) => moveFocus(event, grid.current)}
          >
            {REACTION_NAMES.map((name, index) => (
              <button
                key={name}
                type="button"
                role="menuitem"
                aria-label={name.replaceAll('_', ' ')}
                title={`:${name}:`}
                // biome-ignore lint/a11y/noAutofocus: the grid was just opened on purpose
                autoFocus={index === 0}
                onClick={() => {
                  toggle(false);
                  props.onPick(name);
                }}
              >
                {toGlyph(name)}
              </button>
            ))}
          </div>
        </Popover>
      )}
    </>
  );
}
