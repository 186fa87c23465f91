import { KINDS, type Kind } from './desk.ts';
import type { Scene } from './scene.ts';

/** Something that a person can do, in each kind of place where it makes sense. */
export type Case = { name: string; kinds: readonly Kind[]; play(scene: Scene): Promise<void> };

export function aCase(name: string, play: Case['play'], kinds: readonly Kind[] = KINDS): Case {
  return { name, kinds, play };
}

/** Where nothing roots a thread but what is asked of the bot. */
export const UNTHREADED = ['channel', 'group', 'direct'] as const;

/** Where more than one person is. */
export const SHARED = ['channel', 'thread', 'group'] as const;
