import { createContext, useContext } from 'react';
import { type Surface, surfaceKey } from '../actions.ts';
import { type Json, toText } from '../json.ts';
import { useActions, useSelect } from '../page-context.tsx';
import { initialValue, type Values } from './values.ts';

export type SurfaceInfo = {
  surface: Surface;
  /** All blocks of the message or view: `state.values` is made of them. */
  blocks: Json[];
  /** By block id, from the last submission. */
  errors: Record<string, string>;
};

const NO_VALUES: Values = {};

export const SurfaceContext = createContext<SurfaceInfo | undefined>(undefined);

export function useSurface(): SurfaceInfo {
  const info = useContext(SurfaceContext);
  if (!info) throw new Error('outside of SurfaceContext');
  return info;
}

export type ElementControl = {
  actionId: string;
  /** The element's part of `state.values`. */
  value: Json;
  /** Keeps a new value, and tells the app where Slack would. */
  change(fields: Json): void;
  /** Tells the app; `fields` is what Slack puts into `actions[0]` besides the element's own type and ids. */
  fire(fields: Json): void;
};

/** What an interactive element needs; `sends` says whether a change of its value is told to the app at once. */
export function useElement(element: Json, blockId: string, sends: 'always' | 'never'): ElementControl {
  const { surface, blocks } = useSurface();
  const actions = useActions();
  const key = surfaceKey(surface);
  const chosen = useSelect((state) => state.values[key] ?? NO_VALUES);
  const actionId = toText(element.action_id);
  const type = toText(element.type);
  const value = chosen[blockId]?.[actionId] ?? initialValue(element) ?? {};

  const fire = (fields: Json) => {
    const sent = { type, action_id: actionId, block_id: blockId, ...fields };
    void actions.act(surface, blockId, actionId, sent, blocks);
  };
  return {
    actionId,
    value,
    fire,
    change(fields) {
      actions.setValue(surface, blockId, actionId, { type, ...fields });
      if (sends === 'always') fire(fields);
    },
  };
}
