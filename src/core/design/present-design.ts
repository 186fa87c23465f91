import { buildArtifacts } from './artifacts/bundle.ts';
import type { ChosenOption } from './artifacts/decision-files.ts';
import type { Changes } from './compare/changes.ts';
import { compareDesigns } from './compare/compare-designs.ts';
import type { Drawing, Picture } from './diagram/drawing.ts';
import { drawingsOf } from './diagram/drawings.ts';
import type { Design } from './document.ts';
import type { PresentedDesign } from './presented-design.ts';
import type { Review } from './review/finding.ts';
import { NO_SOURCES, type Sources } from './sources/sources.ts';
import type { Workshop } from './workshop.ts';

export type DesignToPresent = {
  design: Design;
  version: number;
  review: Review;
  /** Of the decisions' records, in the order of `draftDecisions`; null for the one that is decided already. */
  numbers: readonly (number | null)[];
  /** When the design was made: epoch milliseconds. */
  at?: number;
  previous?: { design: Design; version: number };
  choice?: ChosenOption;
};

/**
 * Makes all that people get of a design: pictures, files, and what it changes. What can't be drawn is left out, so that
 * no picture ever holds a design back. `all` has the files too that a chat gets inside the zip alone; `card` is for a
 * message that is shown again: its files only say what was handed over, so their pictures are not drawn.
 */
export async function presentDesign(
  input: DesignToPresent,
  workshop: Workshop,
  scope: 'chat' | 'all' | 'card',
  signal?: AbortSignal,
): Promise<Pick<PresentedDesign, 'changes' | 'picture' | 'files'>> {
  const { previous, ...made } = input;
  const { design } = input;
  const changes = previous && (await changesSince(previous, input, workshop, signal));
  const [compact, ...full] = drawingsOf(design.model, design.title);
  const forMessage = [changes && changesDrawing(design, changes), compact].filter((one) => one !== undefined);
  const isCard = scope === 'card';
  const drawn = isCard
    ? [...(await drawFirst(forMessage, workshop, signal)), ...full.map(undrawn)]
    : await workshop.draw([...forMessage, ...full], signal);
  const isFor = (drawings: readonly Drawing[]) => (picture: Picture) =>
    drawings.some(({ name }) => name === picture.name);
  const shown = drawn.filter(isFor(forMessage));
  const whole = drawn.filter(isFor(full));
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
  signal?: AbortSignal,
): Promise<Changes> {
  const [before, after] = await readBoth(previous.design, design, workshop, signal);
  return compareDesigns(
    { design: previous.design, version: previous.version, operations: before.operations },
    { design, version, operations: after.operations },
  );
}

/** Of both or of neither: against nothing, every operation would look new. */
async function readBoth(
  before: Design,
  after: Design,
  workshop: Workshop,
  signal?: AbortSignal,
): Promise<[Sources, Sources]> {
  try {
    return [await workshop.readSources(before, signal), await workshop.readSources(after, signal)];
  } catch (error) {
    if (signal?.aborted) throw error;
    // The design is finished: a thread of ours that fails must not keep it from people.
    return [NO_SOURCES, NO_SOURCES];
  }
}

/** Undefined where the structure is the same. */
function changesDrawing(design: Design, { model, marks, from }: Changes): Drawing | undefined {
  if (Object.keys({ ...marks.nodes, ...marks.links }).length === 0) return undefined;
  const [drawing] = drawingsOf(model, `${design.title}: changes since version ${from}`, marks);
  return drawing && { ...drawing, name: 'changes' };
}

/** The first that can be drawn. */
async function drawFirst(
  drawings: readonly Drawing[],
  workshop: Workshop,
  signal?: AbortSignal,
): Promise<Picture[]> {
  for (const drawing of drawings) {
    const pictures = await workshop.draw([drawing], signal);
    if (pictures.length > 0) return pictures;
  }
  return [];
}

/** Stands for a picture that was handed over before. */
function undrawn({ name, title }: Drawing): Picture {
  return { name, title, altText: '', width: 0, height: 0, svg: '', png: '' };
}
