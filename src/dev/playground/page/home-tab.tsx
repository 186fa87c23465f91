import { useEffect, useMemo } from 'react';
import type { Surface } from './actions.ts';
import { BlockList } from './blocks/block-list.tsx';
import { useActions, useMe, useSelect, useWorld } from './page-context.tsx';
import { Avatar } from './ui/avatar.tsx';

/** What the app has published for the acting person. */
export function HomeTab() {
  const me = useMe();
  const world = useWorld();
  const home = useSelect((state) => state.homes[state.me]);
  const { visitTab, openDirect } = useActions();
  const viewId = home?.id ?? '';
  const surface = useMemo<Surface>(() => ({ kind: 'view', viewId }), [viewId]);
  const bot = world?.users.find((user) => user.id === world.app.botUserId);

  // biome-ignore lint/correctness/useExhaustiveDependencies: everybody opens their own Home
  useEffect(() => {
    void visitTab('home');
  }, [visitTab, me]);

  return (
    <section className="channel" aria-label="App Home">
      <header className="channel-head">
        <h2>
          <Avatar user={bot} size={24} />
          <span className="channel-title">{world?.app.name}</span>
        </h2>
        <div className="tabs">
          <button type="button" className="tab" onClick={() => bot && void openDirect(bot.id)}>
            Messages
          </button>
          <span className="tab is-current" aria-current="page">
            Home
          </span>
        </div>
      </header>
      <div className="home-scroll">
        {home ? (
          <div className="home">
            <BlockList blocks={home.view.blocks} surface={surface} />
          </div>
        ) : (
          <p className="empty">The app has not published a Home for you yet.</p>
        )}
      </div>
    </section>
  );
}
