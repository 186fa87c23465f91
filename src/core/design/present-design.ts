import type { PresentedDesign } from '../chat/reply.ts';
import { buildArtifacts } from './artifacts/bundle.ts';
import type { ChosenOption } from './artifacts/decision-files.ts';
import type { Changes } from './compare/changes.ts';
import { compareDesigns } from './compare/compare-designs.ts';
import type { Drawing, Picture } from './diagram/drawing.ts';
import { drawingsOf } from './diagram/drawings.ts';
import type { Design } from './document.ts';
import type { Review } from './review/finding.ts';
import type { Workshop } from './workshop.ts';

export type DesignToPresent = {
  design: Design;
  version: number;
  review: Review;
  /** Of the decisions' records, in the order of `draftDecisions`. */
  numbers: readonly number[];
  /** When the design was made: epoch milliseconds. */
  at?: number;
  previous?: { design: Design; version: number };
  choice?: ChosenOption;
};

/**
 * Makes all that people get of a design: pictures, files, and what it changes. What can't be drawn is left out, so that
 * no picture ever holds a design back. `all` has the files too that a chat gets inside the zip alone.
 */
export async function presentDesign(
  input: DesignToPresent,
  workshop: Workshop,
  scope: 'chat' | 'all',
): Promise<Pick<PresentedDesign, 'changes' | 'picture' | 'files'>> {
  const { previous, ...made } = input;
  const { design } = input;
  const changes = previous && (await changesSince(previous, input, workshop));
  const [compact, ...full] = drawingsOf(design.model, design.title);
  const difference = changes && changesDrawing(design, changes);
  const shown = await drawAll([difference, compact], workshop);
  const whole = await drawAll(full, workshop);
  const [picture] = shown;
  const pictures = whole.length > 0 ? { shown, handed: whole } : { shown: [], handed: shown };
  const bundle = buildArtifacts({ ...made, pictures, ...(changes ? { changes } : {}) });
  return {
    ...(changes ? { changes } : {}),
    ...(picture ? { picture } : {}),
    files: scope === 'all' ? bundle.all : bundle.chat,
  };
}

async function changesSince(
  previous: { design: Design; version: number },
  { design, version }: DesignToPresent,
  workshop: Workshop,
): Promise<Changes> {
  const [before, after] = [await workshop.readSources(previous.design), await workshop.readSources(design)];
  return compareDesigns(
    { design: previous.design, version: previous.version, operations: before.operations },
    { design, version, operations: after.operations },
  );
}

/** Undefined where the structure is the same. */
function changesDrawing(design: Design, { model, marks, from }: Changes): Drawing | undefined {
  if (Object.keys({ ...marks.nodes, ...marks.links }).length === 0) return undefined;
  const [drawing] = drawingsOf(model, `${design.title}: changes since version ${from}`, marks);
  return drawing && { ...drawing, name: 'changes' };
}

/** One after the other: there is one thread that draws. */
async function drawAll(drawings: readonly (Drawing | undefined)[], workshop: Workshop): Promise<Picture[]> {
  const pictures: Picture[] = [];
  for (const drawing of drawings) {
    const picture = drawing && (await workshop.draw(drawing));
    if (picture) pictures.push(picture);
  }
  return pictures;
}
