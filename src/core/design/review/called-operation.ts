import type { Operation } from '../sources/sources.ts';
import { fold } from './wording.ts';

/** An operation as the label of a call names it. */
export type CalledOperation = { text: string } & (
  | { kind: 'http'; method: string; path: string }
  | { kind: 'name'; name: string }
);

const HTTP = /\b(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\s+(\/[^\s,;)"'`]*)/g;
/** `orders.v1.Orders/Place`, `Orders.Place()`, `placeOrder()`. */
const RPC = /(?<![\w/.-])((?:[a-z]\w*\.)*[A-Z]\w*[/.][A-Z]\w*|[A-Za-z_]\w*(?=\(\)))/g;
/** The whole label is one name of several words, as of a method: `placeOrder`, `PlaceOrder`. */
const ONE_NAME = /^[A-Za-z][a-z]+(?:[A-Z][a-z0-9]+)+$/;
/** Techniques that are written like one. */
const NO_OPERATION =
  /^(?:Web[A-Z]|Graph|Java|Type|Post|Rabbit|Active|Zero|Git|You|Page|Open[A-Z]|Mongo|My|Dynamo|Cloud|Click)/;

/** Only what can be nothing but an operation; words in plain language name none. */
export function readCalledOperations(label: string): CalledOperation[] {
  const http = [...label.matchAll(HTTP)].map(([text, method = '', path = '']) => ({
    kind: 'http' as const,
    text,
    method,
    path: path.replace(/[.:]+$/, ''),
  }));
  if (http.length > 0) return http;
  const whole = label.trim();
  const names = [...label.matchAll(RPC)].map((match) => match[0]);
  if (names.length === 0 && ONE_NAME.test(whole) && !NO_OPERATION.test(whole)) names.push(whole);
  return names.map((name) => ({ kind: 'name', text: name, name }));
}

/** Whether a contract has it. The base path of a server may stand before either of two paths. */
export function isOffered(called: CalledOperation, operations: readonly Operation[]): boolean {
  return operations.some((operation) => {
    if (called.kind === 'name') return namesOf(operation).has(fold(lastPart(called.name)));
    const [method = '', path = ''] = operation.id.split(/\s+/);
    return method.toUpperCase() === called.method && isSamePath(path, called.path);
  });
}

/** Those that come nearest, for whoever has to mend it. */
export function findNearest(
  called: CalledOperation,
  operations: readonly Operation[],
  most: number,
): string[] {
  const words = new Set(wordsOf(called.kind === 'http' ? called.path : called.name));
  const ranked = operations
    .map((operation) => ({
      id: operation.id,
      shared: wordsOf(`${operation.id} ${operation.name ?? ''}`).filter((word) => words.has(word)).length,
    }))
    .sort((a, b) => b.shared - a.shared);
  return ranked.slice(0, most).map(({ id }) => id);
}

function namesOf({ id, name }: Operation): Set<string> {
  return new Set([fold(lastPart(id)), ...(name === undefined ? [] : [fold(name)])]);
}

function lastPart(name: string): string {
  return name.split(/[/.]/).at(-1) ?? name;
}

function isSamePath(a: string, b: string): boolean {
  const left = segments(a);
  const right = segments(b);
  const shared = Math.min(left.length, right.length);
  if (shared === 0) return left.length === right.length;
  return left.slice(-shared).every((segment, index) => {
    const other = right.slice(-shared)[index] ?? '';
    return isParameter(segment) || isParameter(other) || segment.toLowerCase() === other.toLowerCase();
  });
}

function segments(path: string): string[] {
  return path
    .replace(/[?#].*$/, '')
    .split('/')
    .filter((segment) => segment !== '');
}

/** `{id}`, `:id`, `<id>`, and `…` or `*` for what was left out. */
function isParameter(segment: string): boolean {
  return /[{}<>*…]|^:|^\.\.\.$/.test(segment);
}

function wordsOf(text: string): string[] {
  return text
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 2)
    .map((word) => word.replace(/s$/, ''));
}
