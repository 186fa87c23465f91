import { memo, useState } from 'react';
import type { WorldMessage } from '../../slack/control.ts';
import { MessageBody } from './message-body.tsx';
import { MessageEditor } from './message-editor.tsx';
import { MessageTools } from './message-tools.tsx';
import { useActions, useSelect, useUsers } from './page-context.tsx';
import { isReply, threadKey } from './page-state.ts';
import { Reactions } from './reactions.tsx';
import { isBusy } from './status-line.tsx';
import { formatMoment, formatTime } from './text.ts';
import { Avatar, UserBadges } from './ui/avatar.tsx';
import { Icon } from './ui/icon.tsx';

type MessageRowProps = { message: WorldMessage; isThread: boolean; isFocused: boolean; isContinued: boolean };

/** One message with its author, its content, and what can be done with it. */
export const MessageRow = memo(function MessageRow(props: MessageRowProps) {
  const { message, isThread, isContinued } = props;
  const users = useUsers();
  const [isEditing, setEditing] = useState(false);
  const author = users.find((user) => user.id === message.user);
  const isEphemeral = message.ephemeralFor !== undefined;
  const isGone = message.subtype === 'tombstone';
  const name = author?.realName ?? (isGone ? 'Deleted' : message.user);
  const classNames = [
    'message',
    isContinued && 'is-continued',
    isEphemeral && 'is-ephemeral',
    props.isFocused && 'is-focused',
    message.streaming && 'is-streaming',
  ];
  const time = (
    <time className="message-time" dateTime={toIso(message.ts)} title={formatMoment(message.ts)}>
      {isContinued ? formatTime(message.ts).replace(/\s?[AP]M$/i, '') : formatTime(message.ts)}
    </time>
  );
  return (
    <article
      className={classNames.filter(Boolean).join(' ')}
      data-ts={message.ts}
      data-user={message.user}
      aria-label={`${name}, ${formatTime(message.ts)}`}
    >
      <div className="message-gutter">{isContinued ? time : <Avatar user={author} />}</div>
      <div className="message-main">
        {isEphemeral && (
          <p className="ephemeral-mark">
            <Icon name="eye" /> Only visible to you
          </p>
        )}
        {!isContinued && (
          <div className="message-head">
            <b>{name}</b>
            <UserBadges user={author} />
            {time}
          </div>
        )}
        {isEditing ? (
          <MessageEditor message={message} onClose={() => setEditing(false)} />
        ) : (
          <MessageBody message={message} />
        )}
        <Reactions message={message} />
        {!isThread && <ThreadLink message={message} />}
      </div>
      {!isEditing && !isGone && (
        <MessageTools message={message} isThread={isThread} onEdit={() => setEditing(true)} />
      )}
    </article>
  );
});

/** How many replies there are, and whether the app is at work in the thread. */
function ThreadLink({ message }: { message: WorldMessage }) {
  const status = useSelect((state) => state.statuses[threadKey(message.channel, message.ts)]);
  const { openChannel } = useActions();
  const root = isReply(message) ? (message.thread_ts ?? message.ts) : message.ts;
  const count = message.reply_count ?? 0;
  if (count === 0 && !isBusy(status) && !isReply(message)) return null;
  return (
    <button type="button" className="thread-link" onClick={() => openChannel(message.channel, root)}>
      <Icon name="reply" />
      {isReply(message) ? 'View the thread' : `${count} ${count === 1 ? 'reply' : 'replies'}`}
      {isBusy(status) && <span className="thread-busy">{status?.text || 'working …'}</span>}
    </button>
  );
}

function toIso(ts: string): string {
  return new Date(Number(ts) * 1000).toISOString();
}
