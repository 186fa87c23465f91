import type { Measure } from '../../../../../src/core/design/diagram/text/measure.ts';
import { graphemesOf } from '../../../../../src/core/design/diagram/text/runs.ts';

/** Every character is one size wide; direction marks have no width. */
export const measurePlain: Measure = (text, size) =>
  graphemesOf(text.replace(/[\u200e\u200f]/g, '')).length * size;
