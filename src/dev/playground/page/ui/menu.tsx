import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { Popover } from './popover.tsx';

export type MenuItem = {
  key: string;
  label: ReactNode;
  detail?: string;
  isDanger?: boolean;
  isChecked?: boolean;
  run: () => void;
};

/** A button that opens a list of things to do. */
export function MenuButton(props: {
  label: string;
  className?: string;
  children: ReactNode;
  items: MenuItem[];
  align?: 'start' | 'end';
  tabIndex?: number;
  onToggle?: (isOpen: boolean) => void;
}) {
  const [isOpen, setOpen] = useState(false);
  const anchor = useRef<HTMLButtonElement>(null);
  const toggle = (open: boolean) => {
    setOpen(open);
    props.onToggle?.(open);
  };
  return (
    <>
      <button
        ref={anchor}
        type="button"
        className={props.className}
        aria-label={props.label}
        title={props.label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        tabIndex={props.tabIndex}
        onClick={() => toggle(!isOpen)}
      >
        {props.children}
      </button>
      {isOpen && (
        <Popover anchor={anchor} align={props.align ?? 'start'} onClose={() => toggle(false)}>
          <MenuList label={props.label} items={props.items} onDone={() => toggle(false)} />
        </Popover>
      )}
    </>
  );
}

function MenuList({ label, items, onDone }: { label: string; items: MenuItem[]; onDone: () => void }) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => focusItem(list.current, 0), []);
  return (
    <div
      ref={list}
      role="menu"
      aria-label={label}
      className="menu"
      tabIndex={-1}
      onKeyDown={(event) => moveFocus(event, list.current)}
    >
      {items.map((item) => (
        // biome-ignore lint/a11y/useAriaPropsSupportedByRole: the role takes it whenever it is given
        <button
          key={item.key}
          type="button"
          role={item.isChecked === undefined ? 'menuitem' : 'menuitemradio'}
          aria-checked={item.isChecked}
          className={item.isDanger ? 'menu-item is-danger' : 'menu-item'}
          onClick={() => {
            onDone();
            item.run();
          }}
        >
          <span className="menu-label">{item.label}</span>
          {item.detail && <span className="menu-detail">{item.detail}</span>}
        </button>
      ))}
    </div>
  );
}

/** Arrow keys walk through the buttons of a menu or a toolbar. */
export function moveFocus(event: KeyboardEvent, list: HTMLElement | null): void {
  const steps: Record<string, number> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };
  const step = steps[event.key];
  if (step === undefined || !list) return;
  event.preventDefault();
  const buttons = [...list.querySelectorAll('button')];
  const current = buttons.findIndex((button) => button.contains(document.activeElement));
  focusItem(list, (current + step + buttons.length) % buttons.length);
}

function focusItem(list: HTMLElement | null, index: number): void {
  list?.querySelectorAll('button')[index]?.focus();
}
