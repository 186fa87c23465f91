import { createElement, type FunctionComponent, type Provider } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';

const PAGE = '../../../src/dev/playground/page/';

/*
 * The page is written for the browser and checked with its own compiler settings; loading it by address keeps it out
 * of the settings of the rest.
 */
const load = (name: string) => import(new URL(PAGE + name, import.meta.url).href);

type BlockList = FunctionComponent<{ blocks: unknown[]; surface: unknown; errors?: Record<string, string> }>;

export type RenderBlocks = (blocks: unknown[], errors?: Record<string, string>) => string;

/** Draws blocks as the page does, into HTML. */
export async function createRenderBlocks(world: unknown): Promise<RenderBlocks> {
  const { BlockList }: { BlockList: BlockList } = await load('blocks/block-list.tsx');
  const { PageContext }: { PageContext: Provider<unknown> } = await load('page-context.tsx');
  const { createStore } = await load('store.ts');
  const { createActions } = await load('actions.ts');
  const store = createStore();
  store.set((state: object) => ({ ...state, me: 'U0ADA', world }));
  const actions = createActions(store, {
    get: async () => ({ ok: true, body: {} }),
    post: async () => ({ ok: true, body: {} }),
  });
  const surface = { kind: 'message', channel: 'C1', ts: '1.000100' };
  return (blocks, errors = {}) =>
    renderToStaticMarkup(
      createElement(
        PageContext,
        { value: { store, actions } },
        createElement(BlockList, { blocks, surface, errors }),
      ),
    );
}
