import { useEffect, useState } from 'react';
import { ChannelView } from './channel-view.tsx';
import { HomeTab } from './home-tab.tsx';
import { Inspector } from './inspector.tsx';
import { useActions, useMe, useSelect } from './page-context.tsx';
import { Sidebar } from './sidebar.tsx';
import { ThreadPane } from './thread-pane.tsx';
import { Toast } from './toast.tsx';
import { Icon } from './ui/icon.tsx';
import { LinkHint } from './ui/link-hint.tsx';
import { useRoute } from './use-route.ts';
import { ViewStack } from './view-stack.tsx';

/** The whole page: sidebar, conversation, thread, and the inspector at the bottom. */
export function App() {
  const world = useSelect((state) => state.world);
  const connection = useSelect((state) => state.connection);
  const me = useMe();
  const route = useRoute();
  const actions = useActions();
  const [isSidebarOpen, setSidebarOpen] = useState(false);
  const { place } = route;
  const channels = world?.channels;
  const channel = place.kind === 'channel' ? channels?.find((entry) => entry.id === place.id) : undefined;
  const isForeign =
    channel !== undefined && channel.kind !== 'public' && me !== '' && !channel.members.includes(me);

  useEffect(() => {
    if (!channels || me === '') return;
    const isLost = place.kind === 'none' || (place.kind === 'channel' && channel === undefined) || isForeign;
    if (!isLost) return;
    const own = channels.filter((entry) => entry.members.includes(me) && !entry.isArchived);
    const first = own.find((entry) => entry.name === 'architecture') ?? own[0];
    if (first) actions.openChannel(first.id);
  }, [channels, me, place, channel, isForeign, actions]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: every change of place closes the sidebar of a small screen
  useEffect(() => setSidebarOpen(false), [route]);

  useEffect(() => {
    if (!isSidebarOpen) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') setSidebarOpen(false);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [isSidebarOpen]);

  if (!world) return <Waiting isLost={connection === 'lost'} />;
  return (
    <div className={isSidebarOpen ? 'app has-sidebar' : 'app'}>
      <div className="top">
        <button
          type="button"
          className="icon-button sidebar-toggle"
          aria-label="Channels"
          aria-expanded={isSidebarOpen}
          onClick={() => setSidebarOpen(!isSidebarOpen)}
        >
          <Icon name="menu" />
        </button>
        <strong>Architect playground</strong>
        <span className="top-detail">a local workspace, nothing leaves this computer</span>
      </div>
      {world.notice && (
        <p className="notice" role="note">
          <Icon name="info" /> {world.notice}
        </p>
      )}
      {connection === 'lost' && (
        <p className="notice is-lost" role="status">
          The connection to the local workspace is lost. Trying again …
        </p>
      )}
      <div className="middle">
        <Sidebar />
        {isSidebarOpen && (
          <button type="button" className="scrim" aria-label="Close" onClick={() => setSidebarOpen(false)} />
        )}
        <main className={route.thread ? 'main has-thread' : 'main'}>
          {place.kind === 'home' && <HomeTab />}
          {channel && !isForeign && (
            <ChannelView key={`${me}/${channel.id}`} channel={channel} route={route} />
          )}
          {channel && !isForeign && route.thread && (
            <ThreadPane key={`${me}/${route.thread}`} channel={channel} threadTs={route.thread} />
          )}
        </main>
      </div>
      <Inspector />
      <ViewStack />
      <Toast />
      <LinkHint />
    </div>
  );
}

function Waiting({ isLost }: { isLost: boolean }) {
  return (
    <p className="waiting" role="status">
      {isLost ? 'The local workspace does not answer. Trying again …' : 'Opening the workspace …'}
    </p>
  );
}
