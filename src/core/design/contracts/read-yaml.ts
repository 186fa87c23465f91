import {
  type Alias,
  Composer,
  type CST,
  type Document,
  type ErrorCode,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  Parser,
  type YAMLMap,
} from 'yaml';
import { type TextProblem, UnreadableText } from './text-problem.ts';

export type Path = readonly (string | number)[];

export type YamlText = {
  /** Plain JSON values; what an alias names is one object in all its places. */
  value: unknown;
  /** Keys that a map has twice. */
  problems: TextProblem[];
  /** The line where a path stands, or the nearest thing around it that there is; of its key where it has one. */
  lineOf(path: Path): number;
};

/** Deeper than any contract that people write, and shallow enough for every reader that walks it by calling itself. */
const MOST_DEEP = 100;
/** All aliases written out. 200 kB of text without aliases hold about half of this. */
const MOST_VALUES = 200_000;

type Places = { line: number; keys: Map<string, number>; size: number; height: number };

/** Reads YAML or JSON, one text after the other where `---` parts them; throws `UnreadableText`. */
export function readYaml(text: string): YamlText[] {
  const lines = new LineCounter();
  const lineAt = (offset: number) => Math.max(1, lines.linePos(offset).line);
  const tokens = [...new Parser(lines.addNewLine).parse(text)];
  const deep = findTooDeep(tokens);
  if (deep !== undefined) throw tooDeep(lineAt(deep));
  const composer = new Composer({
    prettyErrors: false,
    logLevel: 'silent',
    // Looking for keys that are there twice takes `yaml` the square of their number.
    uniqueKeys: false,
    stringKeys: true,
  });
  const documents = [...composer.compose(tokens, false, text.length)];
  for (const { errors } of documents) {
    const [error] = errors;
    if (error) throw new UnreadableText(sentence(error), lineAt(error.pos[0]));
  }
  return documents
    .filter((document) => document.contents !== null)
    .map((document) => toValue(document, lineAt));
}

/**
 * Where a text is too deep, found before anything calls itself on it: a full stack while V8 compiles a regular
 * expression ends the whole process, not the thread alone.
 */
function findTooDeep(tokens: readonly CST.Token[]): number | undefined {
  const open: { token: CST.Token; depth: number }[] = tokens.map((token) => ({ token, depth: 0 }));
  for (let next = open.pop(); next; next = open.pop()) {
    const { token, depth } = next;
    if (depth > MOST_DEEP) return 'offset' in token ? token.offset : 0;
    if (token.type === 'document' && token.value) open.push({ token: token.value, depth });
    if (!('items' in token)) continue;
    for (const { key, value } of token.items) {
      for (const inner of [key, value]) if (inner) open.push({ token: inner, depth: depth + 1 });
    }
  }
  return undefined;
}

function tooDeep(line: number): UnreadableText {
  return new UnreadableText(`the text is nested deeper than ${MOST_DEEP} levels`, line);
}

/** The parser's own words where they say what to mend. */
const PLAINER: Partial<Record<ErrorCode, string>> = {
  BLOCK_AS_IMPLICIT_KEY: 'a text with `: ` in it needs quotes',
  NON_STRING_KEY: 'a key must be a plain text',
};

function sentence({ code, message }: { code: ErrorCode; message: string }): string {
  const [first = ''] = message.split('\n', 1);
  return `the text is no valid YAML or JSON: ${PLAINER[code] ?? first.replace(/\.$/, '')}`;
}

function toValue(document: Document, lineAt: (offset: number) => number): YamlText {
  const problems: TextProblem[] = [];
  const places = new Map<object, Places>();
  const anchors = new Map<string, unknown>();
  const open = new Set<string>();
  const lineOfNode = (node: unknown, otherwise: number) => {
    const range = (node as Node | null)?.range;
    return range ? lineAt(range[0]) : otherwise;
  };
  const measure = (value: unknown) =>
    (typeof value === 'object' && value !== null && places.get(value)) || { size: 1, height: 0 };

  function read(node: unknown, depth: number, around: number): unknown {
    const line = lineOfNode(node, around);
    if (depth > MOST_DEEP) throw tooDeep(line);
    if (isAlias(node)) return follow(node, depth, line);
    const { anchor } = (node ?? {}) as { anchor?: string };
    if (anchor) open.add(anchor);
    const value = isMap(node)
      ? readMap(node, depth, line)
      : isSeq(node)
        ? readSeq(node.items, depth, line)
        : scalar(node);
    if (anchor) {
      open.delete(anchor);
      anchors.set(anchor, value);
    }
    return value;
  }

  function follow(alias: Alias, depth: number, line: number): unknown {
    if (open.has(alias.source))
      throw new UnreadableText(`the text has an alias \`*${alias.source}\` inside of what it names`, line);
    if (!anchors.has(alias.source))
      throw new UnreadableText(
        `the text has an alias \`*${alias.source}\` that no anchor before it names`,
        line,
      );
    const value = anchors.get(alias.source);
    if (depth + measure(value).height > MOST_DEEP) throw tooDeep(line);
    return value;
  }

  function place(value: object, at: Places, line: number, child: unknown): void {
    const { size, height } = measure(child);
    at.size += size;
    at.height = Math.max(at.height, height + 1);
    if (at.size > MOST_VALUES)
      throw new UnreadableText(
        `the text stands for more than ${MOST_VALUES} values once its aliases are written out`,
        line,
      );
    places.set(value, at);
  }

  function readSeq(items: readonly unknown[], depth: number, line: number): unknown[] {
    const at: Places = { line, keys: new Map(), size: 1, height: 0 };
    const value: unknown[] = [];
    places.set(value, at);
    for (const item of items) {
      const child = read(item, depth + 1, line);
      at.keys.set(String(value.length), lineOfNode(item, line));
      value.push(child);
      place(value, at, line, child);
    }
    return value;
  }

  function readMap(map: YAMLMap, depth: number, line: number): object {
    const at: Places = { line, keys: new Map(), size: 1, height: 0 };
    const value: Record<string, unknown> = {};
    places.set(value, at);
    const merged: unknown[] = [];
    for (const { key, value: item } of map.items) {
      const name = isScalar(key) ? String(key.value) : '';
      const keyLine = lineOfNode(key, line);
      const child = read(item, depth + 1, keyLine);
      place(value, at, keyLine, child);
      if (name === '<<' && typeof child === 'object') {
        merged.push(...(Array.isArray(child) ? child : [child]));
        continue;
      }
      const before = at.keys.get(name);
      if (before !== undefined)
        problems.push({
          line: keyLine,
          message: `the key \`${name}\` is there twice, first in line ${before}`,
        });
      at.keys.set(name, keyLine);
      setOwn(value, name, child);
    }
    for (const from of merged) {
      for (const [name, child] of Object.entries(from ?? {})) {
        if (!Object.hasOwn(value, name)) setOwn(value, name, child);
      }
    }
    return value;
  }

  const value = read(document.contents, 0, 1);
  return { value, problems, lineOf: (path) => lineOf(value, path, places) };
}

/** A key such as `__proto__` is a key like any other. */
function setOwn(target: object, key: string, value: unknown): void {
  Object.defineProperty(target, key, { value, enumerable: true, writable: true, configurable: true });
}

function scalar(node: unknown): unknown {
  const value = isScalar(node) ? node.value : null;
  return typeof value === 'bigint' || value === undefined ? String(value) : value;
}

function lineOf(root: unknown, path: Path, places: Map<object, Places>): number {
  let value = root;
  let line = 1;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) break;
    const at = places.get(value);
    line = at?.keys.get(String(key)) ?? line;
    if (!Object.hasOwn(value, key)) break;
    value = (value as Record<string | number, unknown>)[key];
  }
  return line;
}
