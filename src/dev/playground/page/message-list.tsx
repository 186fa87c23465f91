import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';
import type { WorldMessage } from '../../slack/control.ts';
import { MessageRow } from './message-row.tsx';
import { isReply } from './page-state.ts';
import { isContinuation } from './text.ts';

/** Nearer to the end than this counts as being there. */
const NEAR_PX = 80;

/** Messages, oldest first. Stays at the end while new ones arrive, unless one has scrolled up to read. */
export function MessageList(props: {
  label: string;
  messages: WorldMessage[];
  focus: string | undefined;
  isThread: boolean;
  children?: ReactNode;
}) {
  const { messages, focus, isThread } = props;
  const list = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const lastTop = useRef(0);

  useLayoutEffect(() => {
    const element = list.current;
    const inner = content.current;
    if (!element || !inner) return;
    const stay = () => {
      if (isAtEnd.current) element.scrollTop = element.scrollHeight;
      lastTop.current = element.scrollTop;
    };
    const observer = new ResizeObserver(stay);
    observer.observe(inner);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const hasFocused = messages.some((message) => message.ts === focus);
  useEffect(() => {
    if (!focus || !hasFocused) return;
    isAtEnd.current = false;
    const row = [...(list.current?.querySelectorAll('[data-ts]') ?? [])].find(
      (entry) => entry.getAttribute('data-ts') === focus,
    );
    row?.scrollIntoView({ block: 'center' });
  }, [focus, hasFocused]);

  return (
    <div
      ref={list}
      className="messages"
      role="log"
      aria-label={props.label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area has to be reachable with the keyboard
      tabIndex={0}
      onScroll={(event) => {
        const { scrollHeight, scrollTop, clientHeight } = event.currentTarget;
        const isNear = scrollHeight - scrollTop - clientHeight < NEAR_PX;
        // Text that wraps anew, beside a thread that opens, makes the browser scroll too: never upwards from the end.
        isAtEnd.current = isNear || (isAtEnd.current && scrollTop >= lastTop.current);
        lastTop.current = scrollTop;
      }}
    >
      <div ref={content} className="messages-inner">
        {props.children}
        {messages.map((message, index) => (
          <div key={message.ts}>
            <MessageRow
              message={message}
              isThread={isThread}
              isFocused={message.ts === focus}
              isContinued={!(isThread && index === 1) && isContinuation(message, messages[index - 1])}
            />
            {isThread && index === 0 && !isReply(message) && <RepliesRule count={message.reply_count ?? 0} />}
          </div>
        ))}
      </div>
    </div>
  );
}

function RepliesRule({ count }: { count: number }) {
  return count > 0 ? (
    <p className="replies-rule">
      {count} {count === 1 ? 'reply' : 'replies'}
    </p>
  ) : null;
}
