import { type DesignNode, STORE_KINDS } from './document.ts';

const OWNABLE: readonly DesignNode['kind'][] = [...STORE_KINDS, 'broker'];

/** Whether a node may be listed, by its id, among what a service owns; other ids there are names of data. */
export function isOwnable({ kind }: DesignNode): boolean {
  return OWNABLE.includes(kind);
}
