import { EMPTY_STATE, type PageState } from './page-state.ts';

export type Store = {
  get(): PageState;
  set(change: (state: PageState) => PageState): void;
  subscribe(listener: () => void): () => void;
};

export function createStore(): Store {
  let state = EMPTY_STATE;
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    set(change) {
      const next = change(state);
      if (next === state) return;
      state = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
