import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import type { WorldChannel } from '../../slack/control.ts';
import { complete, type Suggestion } from './completion.ts';
import { CompletionList } from './completion-list.tsx';
import { useActions, useChannels, useMe, useSelect, useUsers, useWorld } from './page-context.tsx';
import { draftKey } from './page-state.ts';
import { Icon } from './ui/icon.tsx';

/**
 * Where one writes. Enter sends, Shift+Enter begins a new line; `/`, `@` and `#` open suggestions. What is not sent is
 * kept and there again when the conversation is.
 */
export function Composer(props: { channel: WorldChannel; placeholder: string; threadTs?: string }) {
  const { channel, threadTs } = props;
  const commands = useWorld()?.commands ?? [];
  const users = useUsers();
  const channels = useChannels();
  const { say, setDraft } = useActions();
  const id = useId();
  const key = draftKey(useMe(), channel.id, threadTs);
  const text = useSelect((state) => state.drafts[key] ?? '');
  const [caret, setCaret] = useState(0);
  const [active, setActive] = useState<number>();
  const [isClosed, setClosed] = useState(text !== '');
  const [problem, setProblem] = useState<string>();
  const field = useRef<HTMLTextAreaElement>(null);
  const nextCaret = useRef<number>(undefined);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text
  useLayoutEffect(() => {
    const element = field.current;
    if (!element) return;
    element.style.height = 'auto';
    element.style.height = `${Math.min(240, element.scrollHeight)}px`;
    if (nextCaret.current === undefined) return;
    element.setSelectionRange(nextCaret.current, nextCaret.current);
    nextCaret.current = undefined;
  }, [text]);

  useEffect(() => {
    const end = field.current?.value.length ?? 0;
    field.current?.setSelectionRange(end, end);
    // On a touch screen the focus would open the keyboard over the messages.
    if (window.matchMedia('(hover: hover)').matches) field.current?.focus();
  }, []);

  const sources = { commands, users, channels, isThread: threadTs !== undefined };
  const completion = isClosed ? undefined : complete(text, caret, sources);
  const items = completion?.items ?? [];
  const marked = active ?? (completion?.isEager ? 0 : -1);

  const change = (next: string, at: number) => {
    setDraft(key, next);
    setCaret(at);
    setActive(undefined);
    setClosed(false);
    setProblem(undefined);
  };
  const accept = (item: Suggestion) => {
    if (!completion) return;
    const at = completion.from + item.insert.length;
    change(text.slice(0, completion.from) + item.insert + text.slice(completion.to), at);
    nextCaret.current = at;
    field.current?.focus();
  };
  const send = async () => {
    const sent = text.trim();
    if (!sent) return;
    change('', 0);
    const refused = await say(channel.id, sent, threadTs);
    if (!refused) return;
    setProblem(refused);
    // Not over what was begun meanwhile.
    if (!field.current?.value) setDraft(key, sent);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const chosen = items[marked];
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (completion && step !== 0) {
      setActive((marked + step + items.length) % items.length);
    } else if (event.key === 'Escape' && (completion || text !== '')) {
      // Taken here even where nothing closes: it would close the thread over a text that is being written.
      setClosed(true);
    } else if (completion && event.key === 'Tab' && !event.shiftKey) {
      const item = chosen ?? items[0];
      if (item) accept(item);
    } else if (event.key === 'Enter' && !event.shiftKey) {
      if (chosen) accept(chosen);
      else void send();
    } else return;
    event.preventDefault();
  };
  return (
    <div className="composer-area">
      {completion && (
        <CompletionList id={id} title={completion.title} items={items} active={marked} onPick={accept} />
      )}
      {problem && (
        <p className="composer-problem" role="alert">
          {problem}
        </p>
      )}
      <div className="composer">
        <textarea
          ref={field}
          rows={1}
          value={text}
          placeholder={props.placeholder}
          aria-label={props.placeholder}
          role="combobox"
          aria-expanded={completion !== undefined}
          aria-controls={id}
          aria-autocomplete="list"
          aria-activedescendant={completion && marked >= 0 ? `${id}-${marked}` : undefined}
          onChange={(event) => change(event.target.value, event.target.selectionStart)}
          onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
          onKeyDown={onKeyDown}
        />
        <button
          type="button"
          className="send"
          aria-label="Send"
          title="Send (Enter)"
          disabled={text.trim() === ''}
          onClick={() => void send()}
        >
          <Icon name="send" />
        </button>
      </div>
      {threadTs && text.startsWith('/') && !problem && (
        <p className="composer-hint">Slash commands are not available in threads.</p>
      )}
    </div>
  );
}
