import type { Suggestion } from './completion.ts';

export function CompletionList(props: {
  id: string;
  title: string;
  items: Suggestion[];
  active: number;
  onPick: (item: Suggestion) => void;
}) {
  return (
    <div className="completion">
      <p className="completion-title">
        <span>{props.title}</span>
        <span>Tab to choose · Esc to close</span>
      </p>
      <div role="listbox" id={props.id} aria-label={props.title} tabIndex={-1}>
        {props.items.map((item, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the text field takes the keys
          <div
            key={item.label}
            id={`${props.id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === props.active}
            className="completion-item"
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => props.onPick(item)}
          >
            <b>{item.label}</b>
            {item.detail && <span>{item.detail}</span>}
            {item.hint && <code>{item.hint}</code>}
          </div>
        ))}
      </div>
    </div>
  );
}
