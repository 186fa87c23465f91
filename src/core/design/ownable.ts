import type { DesignNode } from './document.ts';

const OWNABLE: readonly DesignNode['kind'][] = ['database', 'cache', 'storage', 'broker'];

/** Whether a node may be listed, by its id, among what a service owns; other ids there are names of data. */
export function isOwnable({ kind }: DesignNode): boolean {
  return OWNABLE.includes(kind);
}
