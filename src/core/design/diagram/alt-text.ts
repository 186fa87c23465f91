import type { Drawing } from './drawing.ts';
import { countKinds, kindName } from './kind-names.ts';
import type { Sketch, SketchEdge } from './sketch.ts';

/** What chat platforms keep of an alternative text. */
const MOST_CHARS = 1_000;

const VERBS: Record<SketchEdge['kind'], string> = { sync: 'calls', async: 'sends to', data: 'uses' };

/** What a picture shows, in whole sentences as far as there is room: the parts first, then what runs between them. */
export function altText({ title }: Drawing, { nodes, edges }: Sketch): string {
  const names = new Map(nodes.map(({ id, name }) => [id, name]));
  const kinds = [...new Set(nodes.map(({ kind }) => kind))];
  const parts = kinds.map((kind) => {
    const members = nodes.filter((node) => node.kind === kind);
    const list = members.map(({ name, chips }) =>
      chips.length > 0 && kind !== 'context'
        ? `${name} (with ${chips.map(({ text }) => text).join(', ')})`
        : name,
    );
    return `${capital(kindName(kind, members.length))}: ${list.join(', ')}.`;
  });
  const marks = (['new', 'added', 'changed', 'removed'] as const).flatMap((tone) => {
    const list = nodes.filter((node) => node.tone === tone).map(({ name }) => name);
    return list.length > 0 ? [`${tone === 'added' ? 'New' : capital(tone)}: ${list.join(', ')}.`] : [];
  });
  const links = edges.map(({ from, to, kind, lines }) => {
    const what = lines.length > 0 ? ` (${lines.slice(0, 3).join(', ')})` : '';
    return `${names.get(from) ?? from} ${VERBS[kind]} ${names.get(to) ?? to}${what}.`;
  });
  const intro = `Architecture diagram “${title}”: ${countKinds(nodes.map(({ kind }) => kind)).join(', ')}.`;
  return fill([intro, ...marks, ...parts, ...links].map((sentence) => sentence.replace(/\s+/g, ' ')));
}

function fill(sentences: readonly string[]): string {
  let text = '';
  for (const sentence of sentences) {
    const next = text === '' ? sentence : `${text} ${sentence}`;
    if (next.length > MOST_CHARS - 2) return text === '' ? sentence.slice(0, MOST_CHARS) : `${text} …`;
    text = next;
  }
  return text;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
