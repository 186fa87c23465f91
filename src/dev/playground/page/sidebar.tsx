import { type ReactNode, useState } from 'react';
import type { WorldChannel } from '../../slack/control.ts';
import { CreateChannel } from './create-channel.tsx';
import { useActions, useChannels, useMe, useSelect, useUsers, useWorld } from './page-context.tsx';
import { channelName } from './text.ts';
import { Avatar, UserBadges } from './ui/avatar.tsx';
import { Icon } from './ui/icon.tsx';
import { useRoute } from './use-route.ts';
import { WhoAmI } from './who-am-i.tsx';

const NO_UNREAD: Record<string, number> = {};

/** Where one can go. Public channels are there for every member, the rest for those who are in it. */
export function Sidebar() {
  const world = useWorld();
  const me = useMe();
  const users = useUsers();
  const channels = useChannels();
  const route = useRoute();
  const unread = useSelect((state) => state.unread[state.me] ?? NO_UNREAD);
  const actions = useActions();
  const [isCreating, setCreating] = useState(false);
  const self = users.find((user) => user.id === me);
  const isLimited = self?.isGuest === true || self?.isExternal === true;
  const seen = channels.filter(
    (channel) => channel.members.includes(me) || (channel.kind === 'public' && !isLimited),
  );
  const current = route.place.kind === 'channel' ? route.place.id : '';

  const link = (channel: WorldChannel) => (
    <SidebarLink
      key={channel.id}
      href={`#/${channel.id}`}
      isCurrent={channel.id === current}
      unread={unread[channel.id] ?? 0}
      isFaint={channel.isArchived || !channel.members.includes(me)}
    >
      <Icon name={channel.kind === 'private' ? 'lock' : 'hash'} />
      <span className="side-name">{channelName(channel, me, users)}</span>
      {channel.isExtShared && <span className="badge is-external">Shared</span>}
      {channel.isArchived && <span className="badge">Archived</span>}
    </SidebarLink>
  );
  const directs = users.filter((user) => user.id !== me);
  const groups = seen.filter((channel) => channel.kind === 'mpim');
  return (
    <nav className="sidebar" aria-label="Workspace">
      <header className="side-head">
        <h1>{world?.workspace.name}</h1>
        <AppState />
      </header>
      <div className="side-scroll">
        <SidebarGroup title="Apps">
          <SidebarLink href="#/home" isCurrent={route.place.kind === 'home'} unread={0}>
            <Icon name="home" />
            <span className="side-name">{world?.app.name} · App Home</span>
          </SidebarLink>
        </SidebarGroup>
        <SidebarGroup
          title="Channels"
          action={
            <button
              type="button"
              className="icon-button"
              aria-label="Create a channel"
              title="Create a channel"
              onClick={() => setCreating(true)}
            >
              <Icon name="plus" />
            </button>
          }
        >
          {seen.filter((channel) => channel.kind === 'public').map(link)}
        </SidebarGroup>
        {seen.some((channel) => channel.kind === 'private') && (
          <SidebarGroup title="Private channels">
            {seen.filter((channel) => channel.kind === 'private').map(link)}
          </SidebarGroup>
        )}
        <SidebarGroup title="Direct messages">
          {directs
            .toSorted((a, b) => Number(b.isBot) - Number(a.isBot))
            .map((user) => {
              const channel = seen.find(
                (entry) =>
                  entry.kind === 'im' && entry.members.includes(user.id) && entry.members.includes(me),
              );
              return (
                <button
                  key={user.id}
                  type="button"
                  className={channel?.id === current && current ? 'side-link is-current' : 'side-link'}
                  aria-current={channel?.id === current && current ? 'page' : undefined}
                  onClick={() =>
                    channel ? actions.openChannel(channel.id) : void actions.openDirect(user.id)
                  }
                >
                  <Avatar user={user} size={20} />
                  <span className="side-name">{user.realName}</span>
                  <UserBadges user={user} />
                  <Unread count={channel ? (unread[channel.id] ?? 0) : 0} />
                </button>
              );
            })}
          {groups.map((channel) => (
            <SidebarLink
              key={channel.id}
              href={`#/${channel.id}`}
              isCurrent={channel.id === current}
              unread={unread[channel.id] ?? 0}
            >
              <Icon name="people" />
              <span className="side-name">{channelName(channel, me, users)}</span>
            </SidebarLink>
          ))}
        </SidebarGroup>
      </div>
      <WhoAmI />
      {isCreating && <CreateChannel onClose={() => setCreating(false)} />}
    </nav>
  );
}

function AppState() {
  const app = useWorld()?.app;
  if (!app) return null;
  const via = app.mode === 'socket' ? 'Socket Mode' : 'HTTP';
  return (
    <p className="app-state" data-connected={app.connected}>
      <span className="dot" aria-hidden="true" />
      {app.connected ? 'Connected' : 'Not connected'} · {via}
    </p>
  );
}

function SidebarGroup(props: { title: string; action?: ReactNode; children: ReactNode }) {
  return (
    <section className="side-group" aria-label={props.title}>
      <h2>
        {props.title}
        {props.action}
      </h2>
      {props.children}
    </section>
  );
}

function SidebarLink(props: {
  href: string;
  isCurrent: boolean;
  unread: number;
  isFaint?: boolean;
  children: ReactNode;
}) {
  const names = ['side-link', props.isCurrent && 'is-current', props.unread > 0 && 'is-unread'];
  return (
    <a
      data-plain
      className={[...names, props.isFaint && 'is-faint'].filter(Boolean).join(' ')}
      href={props.href}
      aria-current={props.isCurrent ? 'page' : undefined}
    >
      {props.children}
      <Unread count={props.unread} />
    </a>
  );
}

function Unread({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <span className="unread">
      {count}
      <span className="sr-only"> unread</span>
    </span>
  );
}
