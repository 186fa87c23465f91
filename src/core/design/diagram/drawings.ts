import { safeFileName, uniqueFileNames } from '../artifacts/file-names.ts';
import type { Marks } from '../compare/changes.ts';
import type { DesignModel } from '../document.ts';
import type { Drawing } from './drawing.ts';
import { sketchOverview } from './sketch-overview.ts';
import { sketchSystem } from './sketch-system.ts';

/** More nodes than this can't be told apart in one picture. */
const MOST_NODES = 60;
/** More boxes than this can't be read in a chat, where the contexts can. */
const MOST_IN_CHAT = 30;

/**
 * The pictures of a model, the one for the chat first. A large system gets an overview of its contexts, and a picture
 * of each.
 */
export function drawingsOf(model: DesignModel | null, title: string, marks?: Marks): Drawing[] {
  if (!model || model.nodes.length === 0) return [];
  const base = { model, title, ...(marks ? { marks } : {}) };
  const chat: Drawing = { ...base, name: 'diagram', profile: 'compact' };
  const file: Drawing = { ...base, name: 'diagram-full', profile: 'full' };
  if (model.nodes.length > MOST_NODES) return [toOverview(chat), toOverview(file), ...contextDrawings(base)];
  return [isTooMuch(chat) ? toOverview(chat) : chat, file];
}

function toOverview(drawing: Drawing): Drawing {
  return { ...drawing, title: `${drawing.title} — overview`, view: { kind: 'overview' } };
}

/** Whether contexts would say more than their parts, which are told in the file. */
function isTooMuch(drawing: Drawing): boolean {
  const boxes = sketchSystem(drawing).nodes.length;
  return boxes > MOST_IN_CHAT && sketchOverview(drawing).nodes.length <= boxes / 2;
}

function contextDrawings(base: { model: DesignModel; title: string; marks?: Marks }): Drawing[] {
  const { model, title } = base;
  const contexts = [...new Map(model.contexts.map((context) => [context.id, context])).values()];
  const known = new Set(contexts.map(({ id }) => id));
  const isLoose = (context: string | undefined) => context === undefined || !known.has(context);
  const parts: { id: string | null; name: string }[] = contexts.filter(({ id }) =>
    model.nodes.some((node) => node.context === id),
  );
  if (model.nodes.some((node) => isLoose(node.context))) parts.push({ id: null, name: 'Other' });
  const slugs = parts.map(({ name }) => safeFileName(name.toLowerCase(), 'context'));
  const names = uniqueFileNames(['diagram', 'diagram-full', ...slugs.map((slug) => `diagram-${slug}`)]).slice(
    2,
  );
  return parts.map(({ id, name }, index) => ({
    ...base,
    name: names[index] ?? `diagram-${index + 1}`,
    title: `${title} — ${name}`,
    profile: 'full',
    view: { kind: 'context', id },
  }));
}
