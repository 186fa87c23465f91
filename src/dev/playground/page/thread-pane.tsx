import { useEffect } from 'react';
import type { WorldChannel, WorldMessage } from '../../slack/control.ts';
import { Composer } from './composer.tsx';
import { MessageList } from './message-list.tsx';
import { useActions, useMe, useSelect, useUsers } from './page-context.tsx';
import { threadKey, threadMessages } from './page-state.ts';
import { StatusLine } from './status-line.tsx';
import { channelName } from './text.ts';
import { Icon } from './ui/icon.tsx';
import { useRoute } from './use-route.ts';

const NO_MESSAGES: WorldMessage[] = [];

export function ThreadPane({ channel, threadTs }: { channel: WorldChannel; threadTs: string }) {
  const me = useMe();
  const users = useUsers();
  const { closeThread } = useActions();
  const { focus } = useRoute();
  const all = useSelect((state) => state.messages[channel.id] ?? NO_MESSAGES);
  const title = useSelect((state) => state.statuses[threadKey(channel.id, threadTs)]?.title);
  const name = channelName(channel, me, users);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      // Escape also ends the composition of an input method.
      const isElsewhere =
        event.defaultPrevented || event.isComposing || document.querySelector('dialog[open]') !== null;
      if (event.key === 'Escape' && !isElsewhere) closeThread();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [closeThread]);

  return (
    <aside className="thread" aria-label="Thread">
      <header className="channel-head">
        <h2>
          <span className="channel-title">{title || 'Thread'}</span>
        </h2>
        <p className="topic">{channel.kind === 'im' ? name : `#${name}`}</p>
        <button type="button" className="icon-button" aria-label="Close the thread" onClick={closeThread}>
          <Icon name="close" />
        </button>
      </header>
      <MessageList
        label="Messages of the thread"
        messages={threadMessages(all, threadTs, me)}
        focus={focus}
        isThread
      />
      <StatusLine channel={channel.id} threadTs={threadTs} />
      {channel.members.includes(me) && !channel.isArchived && (
        <Composer channel={channel} threadTs={threadTs} placeholder="Reply …" />
      )}
    </aside>
  );
}
