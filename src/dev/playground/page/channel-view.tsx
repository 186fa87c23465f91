import { useEffect, useState } from 'react';
import type { WorldChannel, WorldMessage } from '../../slack/control.ts';
import { ChannelMembers } from './channel-members.tsx';
import { Composer } from './composer.tsx';
import { MessageList } from './message-list.tsx';
import { useActions, useMe, useSelect, useUsers, useWorld } from './page-context.tsx';
import { channelMessages } from './page-state.ts';
import type { Route } from './route.ts';
import { StatusLine } from './status-line.tsx';
import { SuggestedPrompts } from './suggested-prompts.tsx';
import { channelName } from './text.ts';
import { Icon } from './ui/icon.tsx';

const NO_MESSAGES: WorldMessage[] = [];

export function ChannelView({ channel, route }: { channel: WorldChannel; route: Route }) {
  const me = useMe();
  const users = useUsers();
  const botId = useWorld()?.app.botUserId ?? '';
  const actions = useActions();
  const messages = useSelect((state) => state.messages[channel.id] ?? NO_MESSAGES);
  const isWithBot = channel.kind === 'im' && channel.members.includes(botId);
  const name = channelName(channel, me, users);
  const sign = channel.kind === 'public' || channel.kind === 'private' ? '#' : '';

  useEffect(() => {
    void actions.enterChannel(channel.id);
    if (isWithBot) void actions.visitTab('messages');
  }, [actions, channel.id, isWithBot]);

  return (
    <section className="channel" aria-label={`${sign}${name}`}>
      <ChannelHead channel={channel} title={name} isWithBot={isWithBot} />
      <MessageList
        label={`Messages in ${sign}${name}`}
        messages={channelMessages(messages, me)}
        focus={route.focus}
        isThread={false}
      >
        {isWithBot ? <SuggestedPrompts channel={channel.id} /> : <Beginning channel={channel} name={name} />}
      </MessageList>
      {isWithBot && <StatusLine channel={channel.id} />}
      <ComposerOrReason channel={channel} name={`${sign}${name}`} />
    </section>
  );
}

function Beginning({ channel, name }: { channel: WorldChannel; name: string }) {
  const app = useWorld()?.app;
  const { invite } = useActions();
  const isAppMissing = app !== undefined && !channel.members.includes(app.botUserId);
  const isRoom = channel.kind === 'public' || channel.kind === 'private';
  return (
    <div className="beginning">
      <h3>{isRoom ? `#${name}` : name}</h3>
      {isRoom && app && (
        <p>
          Ask with <code>/architect</code> and a question, or mention <b>@{app.name}</b>. Every answer has its
          own thread.
        </p>
      )}
      {isRoom && app && isAppMissing && !channel.isArchived && (
        <p className="app-missing">
          {app.name} is not in this channel and hears no mentions here.
          <button
            type="button"
            className="button is-small"
            onClick={() => void invite(channel.id, app.botUserId)}
          >
            Add {app.name}
          </button>
        </p>
      )}
    </div>
  );
}

function ChannelHead(props: { channel: WorldChannel; title: string; isWithBot: boolean }) {
  const { channel } = props;
  const [isOpen, setOpen] = useState(false);
  const isRoom = channel.kind === 'public' || channel.kind === 'private';
  return (
    <header className="channel-head">
      <h2>
        {isRoom && <Icon name={channel.kind === 'private' ? 'lock' : 'hash'} />}
        <span className="channel-title">{props.title}</span>
        {channel.isExtShared && <span className="badge is-external">Shared with another organisation</span>}
      </h2>
      {channel.topic && <p className="topic">{channel.topic}</p>}
      {props.isWithBot && (
        <div className="tabs">
          <span className="tab is-current" aria-current="page">
            Messages
          </span>
          <a className="tab" data-plain href="#/home">
            Home
          </a>
        </div>
      )}
      {isRoom && (
        <button type="button" className="members-button" onClick={() => setOpen(true)}>
          <Icon name="people" /> {channel.members.length}
          <span className="sr-only"> members</span>
        </button>
      )}
      {isOpen && <ChannelMembers channel={channel} onClose={() => setOpen(false)} />}
    </header>
  );
}

/** A composer, or why there is none. */
function ComposerOrReason({ channel, name }: { channel: WorldChannel; name: string }) {
  const me = useMe();
  const { join } = useActions();
  if (channel.isArchived) return <p className="no-composer">This channel is archived.</p>;
  if (channel.members.includes(me)) return <Composer channel={channel} placeholder={`Message ${name}`} />;
  return (
    <p className="no-composer">
      You are not a member of {name}.{' '}
      <button type="button" className="button is-primary" onClick={() => void join(channel.id)}>
        Join
      </button>
    </p>
  );
}
