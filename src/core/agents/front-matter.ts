import matter from 'gray-matter';

/** `bodyLine` is the line of the file that the body begins on; `line` the one the front matter begins on. */
export type FrontMatter = {
  data: Record<string, unknown>;
  /** Where its keys are, by path: `output.sections`. */
  lines: Map<string, number>;
  line: number;
  body: string;
  bodyLine: number;
};

export type Refusal = { line: number; message: string };

/** Deeper or larger than this is no front matter that a person wrote; aliases count as often as they are used. */
const MOST_DEPTH = 8;
const MOST_NODES = 2_000;

/** Keys whose value is plain text: where the YAML is invalid, what stands after the colon is taken as it is. */
const TEXT_KEYS = new Set(['name', 'title', 'description', 'model', 'color', 'argument-hint', 'tools']);

/** Speakers in the examples of a description that spans lines: they look like keys and are none. */
const SPEAKERS = new Set(['user', 'assistant', 'context', 'commentary', 'example', 'examples', 'note']);

const KEY = /^([A-Za-z_][\w.-]*)[ \t]*:(?:[ \t]+(.*))?$/;

/** Splits and reads what stands between the two `---`; expects `\n` line ends. No text can make it run code. */
export function readFrontMatter(text: string): FrontMatter | { refused: Refusal } {
  const lines = text.split('\n');
  let first = 0;
  while (first < lines.length && lines[first]?.trim() === '') first++;
  const opening = lines[first] ?? '';
  if (!/^---(?!-)/.test(opening)) {
    return { data: {}, lines: new Map(), line: 1, body: text, bodyLine: 1 };
  }
  const language = opening.slice(3).trim();
  if (language !== '') {
    return refuse(
      first + 1,
      `the front matter asks for the language "${language.slice(0, 40)}": open it with --- alone`,
    );
  }
  const end = lines.findIndex((line, index) => index > first && /^---[ \t]*$/.test(line));
  if (end === -1) {
    return refuse(first + 1, 'the front matter is never closed: end it with a line that holds only ---');
  }
  const block = lines.slice(first + 1, end);
  const read = readBlock(block, first + 2);
  if ('refused' in read) return read;
  return {
    data: read.data,
    lines: indexKeys(block, first + 2),
    line: first + 1,
    body: lines.slice(end + 1).join('\n'),
    bodyLine: end + 2,
  };
}

type Data = { data: Record<string, unknown> };

function readBlock(block: string[], line: number): Data | { refused: Refusal } {
  const read = parseYaml(block.join('\n'));
  if (read.kind === 'value') return checkData(read.value, line);
  if (read.final)
    return refuse(
      line + Math.min(read.line, block.length - 1),
      `the front matter cannot be read: ${read.reason}`,
    );
  return readByLines(block, line, read);
}

function checkData(value: unknown, line: number): Data | { refused: Refusal } {
  if (value === null || value === undefined) return { data: {} };
  if (typeof value !== 'object' || Array.isArray(value)) {
    return refuse(line, 'the front matter holds no keys: write one "key: value" a line');
  }
  const size = measure(value, 0, { nodes: 0 });
  if (size)
    return refuse(
      line,
      `the front matter is ${size}: it may be ${MOST_DEPTH} levels deep and hold ${MOST_NODES} values, each alias counted in full`,
    );
  return { data: Object.fromEntries(Object.entries(value)) };
}

function measure(value: unknown, depth: number, count: { nodes: number }): string | undefined {
  if (++count.nodes > MOST_NODES) return 'too large';
  if (typeof value !== 'object' || value === null) return undefined;
  if (depth > MOST_DEPTH) return 'nested too deep';
  for (const item of Object.values(value)) {
    const problem = measure(item, depth + 1, count);
    if (problem) return problem;
  }
  return undefined;
}

type Yaml =
  | { kind: 'value'; value: unknown }
  /** `final`: reading it line by line would take for text what is not meant as text. */
  | { kind: 'invalid'; line: number; reason: string; final: boolean };

/** Cannot stand in a text that was accepted, so that no line of the front matter closes it. */
const END = '\u0000';

function parseYaml(block: string): Yaml {
  try {
    // Options of our own on every call: without any, gray-matter answers from a cache that all callers share.
    const file = matter(`---\n${block}\n${END}\n`, {
      language: 'yaml',
      delimiters: ['---', END],
      engines: { javascript: refuseEngine, json: refuseEngine },
    });
    return { kind: 'value', value: file.data };
  } catch (error) {
    if (error instanceof RangeError)
      return { kind: 'invalid', line: 0, reason: 'it is nested too deep', final: true };
    const reason = readText(error, 'reason') ?? (error instanceof Error ? error.message : 'it is no YAML');
    const final =
      /unknown tag|merge keys|alias|anchor/.test(reason) && !/^\s*tools\s*:\s*\*\s*$/m.test(block);
    return { kind: 'invalid', line: Math.max(0, markedLine(error) - 1), reason, final };
  }
}

function refuseEngine(): never {
  throw new Error('only YAML is read');
}

/** Descriptions of Claude Code files are often no YAML: then each key is read on its own, text keys as they stand. */
function readByLines(
  block: string[],
  line: number,
  invalid: { line: number; reason: string },
): Data | { refused: Refusal } {
  const data: Record<string, unknown> = {};
  for (const part of splitKeys(block)) {
    const read = parseYaml(part.lines.join('\n'));
    if (read.kind === 'value') {
      const checked = checkData(read.value, line + part.at);
      if ('refused' in checked) return checked;
      Object.assign(data, checked.data);
      continue;
    }
    if (part.key === undefined || !TEXT_KEYS.has(part.key)) {
      const at = part.key === undefined ? invalid.line : part.at + Math.min(read.line, part.lines.length - 1);
      return refuse(
        line + at,
        `the front matter is no valid YAML: ${part.key === undefined ? invalid.reason : read.reason}`,
      );
    }
    data[part.key] = rawText(part.lines);
  }
  return { data };
}

type Part = { key: string | undefined; at: number; lines: string[] };

function splitKeys(block: string[]): Part[] {
  const parts: Part[] = [];
  block.forEach((text, at) => {
    const key = KEY.exec(text)?.[1];
    const last = parts.at(-1);
    const begins = key !== undefined && !SPEAKERS.has(key.toLowerCase());
    if (begins || !last) {
      if (begins || text.trim() !== '') parts.push({ key, at, lines: [text] });
    } else last.lines.push(text);
  });
  return parts;
}

function rawText(lines: string[]): string {
  const [first = '', ...rest] = lines;
  const text = [first.slice(first.indexOf(':') + 1), ...rest].join('\n').trim();
  const quoted = /^(["'])([\s\S]*)\1$/.exec(text);
  return quoted?.[2] ?? text;
}

/** Two levels are enough: no key of ours is deeper. Entries of a list are found by their place: `examples.3`. */
function indexKeys(block: string[], line: number): Map<string, number> {
  const lines = new Map<string, number>();
  let parent = '';
  let list = '';
  let entry = 0;
  block.forEach((text, at) => {
    if (/^[ \t]*-[ \t]/.test(text)) {
      lines.set(`${list}.${entry++}`, line + at);
      return;
    }
    const match = /^([ \t]*)(?:"([^"]+)"|([\w.-]+))[ \t]*:(?:[ \t]|$)/.exec(text);
    const key = match?.[2] ?? match?.[3];
    if (!match || key === undefined) return;
    if (match[1] === '') parent = key;
    const path = match[1] === '' ? key : `${parent}.${key}`;
    list = path;
    entry = 0;
    if (!lines.has(path)) lines.set(path, line + at);
  });
  return lines;
}

function refuse(line: number, message: string): { refused: Refusal } {
  return { refused: { line, message } };
}

function readText(error: unknown, key: string): string | undefined {
  if (typeof error !== 'object' || error === null || !(key in error)) return undefined;
  const value: unknown = Reflect.get(error, key);
  return typeof value === 'string' ? value : undefined;
}

/** js-yaml tells where in `mark.line`, from 0, counting the line of the opening `---`. */
function markedLine(error: unknown): number {
  if (typeof error !== 'object' || error === null) return 0;
  const mark: unknown = Reflect.get(error, 'mark');
  if (typeof mark !== 'object' || mark === null) return 0;
  const line: unknown = Reflect.get(mark, 'line');
  return typeof line === 'number' ? line : 0;
}
