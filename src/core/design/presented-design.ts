import type { PersonId } from '../chat/message.ts';
import type { Artifact } from './artifacts/artifact.ts';
import type { Changes } from './compare/changes.ts';
import type { Picture } from './diagram/drawing.ts';
import type { Design } from './document.ts';
import type { Review } from './review/finding.ts';

/** A design with all that was made of it. */
export type PresentedDesign = {
  design: Design;
  /** Counts the designs of its thread, from 1. */
  version: number;
  review: Review;
  /** What is different from the version before. */
  changes?: Changes;
  /** For the chat: the system, or what changed in it. */
  picture?: Picture;
  /** What is handed over beside the message, in this order. */
  files: Artifact[];
  /** Which option was chosen, by its place, and by whom; `number` is that of its decision record. */
  choice?: { option: number; byId: PersonId; number?: number };
  /** What was chosen of a version before this one, and by whom; `number` is that of its decision record. */
  earlierChoice?: { version: number; option: string; byId: PersonId; number: number };
};
