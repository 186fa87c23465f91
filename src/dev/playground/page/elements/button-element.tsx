import { useEffect, useRef, useState } from 'react';
import { withEmoji } from '../emoji.ts';
import { textOf, toText } from '../json.ts';
import type { ElementProps } from './block-element.tsx';

/** How long a button shows that its click was taken. */
const PRESSED_MS = 600;

export function ButtonElement({ element, actionId, label, fire }: ElementProps) {
  const [isPressed, setPressed] = useState(false);
  const timer = useRef<number>(undefined);
  useEffect(() => () => window.clearTimeout(timer.current), []);

  const style = toText(element.style);
  const className = `button${style ? ` is-${style}` : ''}${isPressed ? ' is-pressed' : ''}`;
  const url = toText(element.url);
  const isLink = /^https?:/i.test(url);
  const content = withEmoji(textOf(element.text));
  const press = () => {
    setPressed(true);
    timer.current = window.setTimeout(() => setPressed(false), PRESSED_MS);
    fire({ text: element.text, value: element.value, style: element.style, url: element.url });
  };
  if (isLink) {
    return (
      <a
        className={className}
        href={url}
        target="_blank"
        rel="noopener noreferrer nofollow"
        data-action-id={actionId}
        aria-label={label}
        onClick={press}
      >
        {content}
      </a>
    );
  }
  return (
    <button type="button" className={className} data-action-id={actionId} aria-label={label} onClick={press}>
      {content}
    </button>
  );
}
