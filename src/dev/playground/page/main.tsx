import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createActions } from './actions.ts';
import { App } from './app.tsx';
import { applyEvent } from './apply-event.ts';
import { createClient } from './client.ts';
import { openLive } from './live.ts';
import { PageContext } from './page-context.tsx';
import { parseRoute } from './route.ts';
import { createStore } from './store.ts';
import { ThemeProvider } from './theme.tsx';

const store = createStore();
const actions = createActions(store, createClient());
const page = { store, actions };

const remembered = sessionStorage.getItem('architect-playground-user') ?? '';
store.set((state) => ({ ...state, me: remembered }));

openLive({
  onOpen() {
    store.set((state) => ({ ...state, connection: 'open' }));
    void actions.refresh();
  },
  onLost: () => store.set((state) => ({ ...state, connection: 'lost' })),
  onEvent(event) {
    const { place } = parseRoute(location.hash);
    const isInSight = place.kind === 'channel' && document.visibilityState === 'visible';
    store.set((state) => applyEvent(state, event, isInSight ? { channel: place.id } : {}));
  },
});

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <PageContext value={page}>
        <ThemeProvider>
          <App />
        </ThemeProvider>
      </PageContext>
    </StrictMode>,
  );
}
