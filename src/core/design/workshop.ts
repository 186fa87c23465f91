import type { Drawing, Picture } from './diagram/drawing.ts';
import type { Design } from './document.ts';
import type { Sources } from './sources/sources.ts';

/**
 * The heavy work on a design: parsing what it holds, and drawing. Never on the thread that answers people, and within
 * limits of time and memory, since the texts are a model's.
 */
export type Workshop = {
  /** Never rejects for what a text holds: what takes too long, or too much, is a problem of that text. */
  readSources(design: Design): Promise<Sources>;
  /** Undefined where it can't be drawn within the limits. */
  draw(drawing: Drawing): Promise<Picture | undefined>;
};
