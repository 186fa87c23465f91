import { isObject } from '../contracts/json-values.ts';
import type { TextProblem } from '../contracts/text-problem.ts';

type Mermaid = { parse(text: string): Promise<unknown> };

let mermaid: Promise<Mermaid> | undefined;

/** Takes a second the first time. */
export function loadMermaid(): Promise<Mermaid> {
  mermaid ??= load();
  return mermaid;
}

/** Without a browser, what Mermaid cleans texts with is not there; nothing is ever rendered, so it needs none. */
async function load(): Promise<Mermaid> {
  const { default: purify } = await import('dompurify');
  const absent: Record<string, unknown> = {
    addHook: () => {},
    removeHook: () => {},
    sanitize: (text: unknown) => text,
  };
  for (const [name, stub] of Object.entries(absent)) {
    if (!(name in purify)) Object.assign(purify, { [name]: stub });
  }
  return (await import('mermaid')).default;
}

/** What Mermaid itself refuses. */
export async function checkMermaid(content: string): Promise<TextProblem[]> {
  const parser = await loadMermaid();
  try {
    await parser.parse(content);
    return [];
  } catch (error) {
    return [explain(error, content)];
  }
}

function explain(error: unknown, content: string): TextProblem {
  const message = error instanceof Error ? error.message : String(error);
  if (message.startsWith('No diagram type detected') || content.trim() === '')
    return {
      line: 1,
      message:
        'Mermaid knows no such diagram: it begins with a word such as `flowchart` or `sequenceDiagram`',
    };
  if (message.startsWith('Edge limit exceeded'))
    return { line: 1, message: 'the diagram has more than 500 lines, and viewers draw none of that size' };
  const found = lineIn(error, message);
  if (found === undefined)
    return { line: 1, message: `Mermaid can't read the diagram: ${message.split('\n', 1)[0]}` };
  const line = toOwnLine(found, content);
  const text = `\`${(content.split('\n')[line - 1] ?? '').trim().slice(0, 100).replaceAll('`', "'")}\``;
  if (/, got '(EOF|1)'/.test(message)) return { line, message: `the diagram ends too early, after ${text}` };
  const hasNestedBrackets = /^\s*(flowchart|graph)\b/m.test(content) && /[[({|][^"]*[()[\]{}]/.test(text);
  const hint = hasNestedBrackets ? '; a text with brackets in it needs double quotes' : '';
  return { line, message: `Mermaid can't read ${text}${hint}` };
}

/** One of its parsers says it in words, the other in its result. */
function lineIn(error: unknown, message: string): number | undefined {
  const [, said] = /error on line (\d+)/i.exec(message) ?? [];
  if (said !== undefined) return Number(said);
  const result = isObject(error) && isObject(error.result) ? error.result : {};
  const [parser] = Array.isArray(result.parserErrors) ? result.parserErrors : [];
  const [lexer] = Array.isArray(result.lexerErrors) ? result.lexerErrors : [];
  const line: unknown = lexer?.line ?? parser?.token?.startLine ?? parser?.previousToken?.startLine;
  return typeof line === 'number' && !Number.isNaN(line) ? line : undefined;
}

/** Mermaid takes front matter, directives and comments out before it counts. */
const TAKEN_OUT = /^\s*-{3}[ \t]*\n[\s\S]*?\n-{3}[ \t]*\n+|%%\{[\s\S]*?\}%%|^\s*%%(?!\{)[^\n]*\n?/gm;

function toOwnLine(found: number, content: string): number {
  const kept: number[] = [];
  let end = 0;
  for (const { index, 0: taken } of [...content.matchAll(TAKEN_OUT), { index: content.length, 0: '' }]) {
    for (let at = end; at < index; at += 1) kept.push(at);
    end = index + taken.length;
  }
  const start = kept.findIndex((at) => !/\s/.test(content[at] ?? ''));
  let line = 1;
  let at = Math.max(0, start);
  for (; at < kept.length && line < found; at += 1) if (content[kept[at] ?? 0] === '\n') line += 1;
  const offset = kept[Math.min(at, kept.length - 1)] ?? 0;
  const own = content.slice(0, offset).split('\n').length;
  return Math.min(own, content.trimEnd().split('\n').length);
}
