import { type DesignLink, STORE_KINDS } from '../document.ts';
import type { ModelGraph, PlacedLink, PlacedNode } from './graph.ts';
import { fold } from './wording.ts';

/** What keeps data for others and runs no code of ours. A broker passes on, so it is none. */
export function isStore({ node }: PlacedNode): boolean {
  return STORE_KINDS.includes(node.kind);
}

/** Kinds that may own data: what is outside, and what is a store itself, does not. */
export function isOwner({ node }: PlacedNode): boolean {
  return ['service', 'worker', 'gateway', 'frontend'].includes(node.kind);
}

const READS =
  /\bread(?:s|ing|er|-only|only)?\b|\bquer(?:y|ies|ying)\b|\blook(?:s|ing)? ?up\b|\bliest\b|\blese[nr]?\b|\blesend|\blee[nr]?\b|lectura|consulta|\blit\b|\blire\b|lecture|[读讀查]/iu;
const WRITES =
  /\bwrit|\bowns?\b|\bupdat|\binsert|\bupsert|\bstor(?:es|ing)\b|\bsav(?:es?|ing)\b|\bpersist|\bappend|\bdelet|\bmodif|\bcrud\b|\br\/?w\b|schreib|speicher|aktualis|escrib|guarda|actualiz|écri|ecri[tr]|enregistr|[写寫存]|更新/iu;

/** A data link writes unless its words speak of reading alone. */
function isWrite({ label = '', protocol = '' }: DesignLink): boolean {
  const words = `${label} ${protocol}`;
  return WRITES.test(words) || !READS.test(words);
}

/** Links of kind `data` to a store, from what may own it. */
function accesses(graph: ModelGraph, store: PlacedNode): PlacedLink[] {
  return graph.links.filter(
    ({ link, from, to }) => link.kind === 'data' && to.node === store.node && isOwner(from),
  );
}

export function writersOf(graph: ModelGraph, store: PlacedNode): PlacedNode[] {
  const links = accesses(graph, store).filter(({ link }) => isWrite(link));
  return [...new Set(links.map(({ from }) => from))];
}

/** Links over which a store is read and nothing else. */
export function readsOf(graph: ModelGraph, store: PlacedNode): PlacedLink[] {
  return accesses(graph, store).filter(({ link }) => !isWrite(link));
}

/** Who names a store among what it owns, by id or by name. */
export function listersOf(graph: ModelGraph, store: PlacedNode): PlacedNode[] {
  return graph.nodes.filter(
    (one) => isOwner(one) && one.node.owns.some((owned) => owned === store.node.id || isNamed(store, owned)),
  );
}

function isNamed({ node }: PlacedNode, text: string): boolean {
  return fold(text) === fold(node.name);
}

/** A worker beside the service of its context works for it: the two count as one. */
export function countApart(nodes: readonly PlacedNode[]): PlacedNode[] {
  return nodes.filter(
    (one) =>
      one.node.kind !== 'worker' ||
      !nodes.some(
        (other) =>
          other !== one &&
          other.node.context === one.node.context &&
          (other.node.kind !== 'worker' || other.index < one.index),
      ),
  );
}
