import { createContext, useContext, useSyncExternalStore } from 'react';
import type { WorldChannel, WorldState, WorldUser } from '../../slack/control.ts';
import type { Actions } from './actions.ts';
import type { PageState } from './page-state.ts';
import type { Store } from './store.ts';

export type Page = { store: Store; actions: Actions };

export const PageContext = createContext<Page | undefined>(undefined);

function usePage(): Page {
  const page = useContext(PageContext);
  if (!page) throw new Error('outside of PageContext');
  return page;
}

export function useActions(): Actions {
  return usePage().actions;
}

/** A part of the state; `select` has to return the same object while nothing changed. */
export function useSelect<T>(select: (state: PageState) => T): T {
  const { store } = usePage();
  const read = () => select(store.get());
  return useSyncExternalStore(store.subscribe, read, read);
}

const NO_USERS: WorldUser[] = [];
const NO_CHANNELS: WorldChannel[] = [];

export function useWorld(): WorldState | undefined {
  return useSelect((state) => state.world);
}

export function useUsers(): WorldUser[] {
  return useSelect((state) => state.world?.users ?? NO_USERS);
}

export function useChannels(): WorldChannel[] {
  return useSelect((state) => state.world?.channels ?? NO_CHANNELS);
}

export function useMe(): string {
  return useSelect((state) => state.me);
}
