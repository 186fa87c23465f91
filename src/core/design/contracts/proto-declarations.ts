import { UnreadableText } from './text-problem.ts';

type Token = { text: string; line: number };

export type ProtoMember = {
  kind: 'field' | 'value' | 'rpc';
  name: string;
  line: number;
  number?: number;
  /** Names of types that are not the language's own: of a field, or what a method takes and gives. */
  types: string[];
};

export type ProtoScope = {
  kind: 'file' | 'message' | 'enum' | 'service' | 'extend';
  name: string;
  /** With all scopes around it, without the package. */
  path: string[];
  line: number;
  members: ProtoMember[];
  scopes: ProtoScope[];
  oneofs: Token[];
  reserved: { from: number; to: number; line: number }[];
  reservedNames: Set<string>;
  allowsAlias: boolean;
};

export type ProtoFile = { scope: ProtoScope; syntax: string; imports: Token[] };

const TOKEN =
  /\/\/[^\n]*|\/\*[\s\S]*?\*\/|"(?:\\[\s\S]|[^"\\])*"|'(?:\\[\s\S]|[^'\\])*'|[A-Za-z_.][\w.]*|-?\d[\w.]*|\S/g;
const SCALARS = new Set([
  ...['double', 'float', 'int32', 'int64', 'uint32', 'uint64', 'sint32', 'sint64', 'fixed32', 'fixed64'],
  ...['sfixed32', 'sfixed64', 'bool', 'string', 'bytes', 'group', 'map', 'stream'],
]);
const LABELS = new Set(['optional', 'required', 'repeated']);
const WORDS = new Set(['option', 'reserved', 'extensions', 'package', 'import', 'syntax', 'edition']);
/** Deeper than the parser goes itself. */
const MOST_DEEP = 100;
/** The largest number of a field, 2^29 - 1. */
export const LARGEST_NUMBER = 536_870_911;

/**
 * What a file declares, and in which lines: the parser keeps no lines of what it has accepted. Checks nothing, and makes
 * something of any text; throws `UnreadableText` where it is too deep.
 */
export function readDeclarations(text: string): ProtoFile {
  const tokens = tokenize(text);
  const file: ProtoFile = {
    scope: createScope('file', { text: '', line: 1 }, []),
    syntax: 'proto2',
    imports: [],
  };
  let at = 0;
  let depth = 0;
  const peek = (offset = 0) => tokens[at + offset]?.text ?? '';
  const next = () => tokens[at++] ?? { text: '', line: tokens.at(-1)?.line ?? 1 };
  readBody(file.scope);
  return file;

  function readBody(scope: ProtoScope): void {
    depth += 1;
    if (depth > MOST_DEEP) throw new UnreadableText('the text is nested too deeply', scope.line);
    while (at < tokens.length) {
      const token = next();
      if (token.text === '}') break;
      if (token.text !== ';') readStatement(scope, token);
    }
    depth -= 1;
  }

  function readStatement(scope: ProtoScope, token: Token): void {
    const isValue = scope.kind === 'enum' && peek() === '=';
    const opensBlock = peek(1) === '{' && scope.kind !== 'enum' && scope.kind !== 'service';
    if (opensBlock && isScopeKind(token.text)) {
      readScope(scope, token.text);
    } else if (opensBlock && token.text === 'oneof') {
      scope.oneofs.push(next());
      next();
      readBody(scope);
    } else if (token.text === 'rpc' && scope.kind === 'service') {
      readRpc(scope);
    } else if (!isValue && WORDS.has(token.text)) {
      readWord(scope, token, readRest());
    } else {
      readMember(scope, [token, ...readRest(true)]);
    }
  }

  function readScope(around: ProtoScope, kind: 'message' | 'enum' | 'service' | 'extend'): void {
    const scope = createScope(kind, next(), around.path);
    around.scopes.push(scope);
    next();
    readBody(scope);
  }

  function readRpc(scope: ProtoScope): void {
    const name = next();
    const rest = readRest(true).map(({ text }) => text);
    if (tokens[at - 1]?.text === '{') skipBlock();
    const types = rest.filter((word) => /^[A-Za-z_.]/.test(word) && word !== 'returns' && word !== 'stream');
    scope.members.push({ kind: 'rpc', name: name.text, line: name.line, types });
  }

  function skipBlock(): void {
    for (let depth = 1; depth > 0 && at < tokens.length; ) {
      const { text } = next();
      depth += text === '{' ? 1 : text === '}' ? -1 : 0;
    }
  }

  /** To the end of the statement. Braces within belong to an option's value, unless they may open a body. */
  function readRest(mayOpenBody = false): Token[] {
    const rest: Token[] = [];
    for (let depth = 0; at < tokens.length; ) {
      const token = next();
      if (depth === 0 && (token.text === ';' || (mayOpenBody && token.text === '{'))) return rest;
      if (token.text === '{' || token.text === '[') depth += 1;
      if (token.text === '}' || token.text === ']') depth -= 1;
      rest.push(token);
    }
    return rest;
  }

  function readWord(scope: ProtoScope, { text, line }: Token, rest: Token[]): void {
    const words = rest.map((token) => token.text);
    const strings = rest.filter((token) => /^["']/.test(token.text));
    const [value] = strings;
    if (text === 'syntax' || text === 'edition') file.syntax = unquote(value?.text ?? '');
    if (text === 'import' && value) file.imports.push({ text: unquote(value.text), line: value.line });
    if (text === 'option' && words[0] === 'allow_alias') scope.allowsAlias = words[2] === 'true';
    if (text !== 'reserved') return;
    for (const name of strings) scope.reservedNames.add(unquote(name.text));
    for (const range of words.join(' ').split(' , ')) {
      const [from, to = from] = range
        .split(' to ')
        .map((end) => (end === 'max' ? LARGEST_NUMBER : Number(end)));
      if (from !== undefined && to !== undefined && !Number.isNaN(from))
        scope.reserved.push({ from, to, line });
    }
  }

  function readMember(scope: ProtoScope, statement: Token[]): void {
    const equals = statement.findIndex(({ text }) => text === '=');
    const name = statement[equals - 1];
    if (!name) return;
    const before = statement.slice(0, equals - 1).map(({ text }) => text);
    const isGroup = before.includes('group') && tokens[at - 1]?.text === '{';
    const types = before.filter(
      (word) => /^[A-Za-z_.]/.test(word) && !SCALARS.has(word) && !LABELS.has(word),
    );
    const kind = scope.kind === 'enum' ? 'value' : 'field';
    const number = Number(
      statement
        .slice(equals + 1, equals + 3)
        .map(({ text }) => text)
        .join('')
        .replace(/\[.*/, ''),
    );
    const fieldName = isGroup ? name.text.toLowerCase() : name.text;
    scope.members.push({ kind, name: fieldName, line: name.line, number, types });
    if (!isGroup) return;
    const group = createScope('message', name, scope.path);
    scope.scopes.push(group);
    readBody(group);
  }
}

function tokenize(text: string): Token[] {
  const breaks = [...text.matchAll(/\n/g)].map(({ index }) => index);
  const tokens: Token[] = [];
  let line = 1;
  for (const { index, 0: token } of text.matchAll(TOKEN)) {
    while ((breaks[line - 1] ?? text.length) < index) line += 1;
    if (!/^\/[/*]/.test(token)) tokens.push({ text: token, line });
  }
  return tokens;
}

function createScope(kind: ProtoScope['kind'], { text: name, line }: Token, around: string[]): ProtoScope {
  const path = name === '' || kind === 'extend' ? around : [...around, name];
  const lists = { members: [], scopes: [], oneofs: [], reserved: [], reservedNames: new Set<string>() };
  return { kind, name, path, line, ...lists, allowsAlias: false };
}

function isScopeKind(text: string): text is 'message' | 'enum' | 'service' | 'extend' {
  return text === 'message' || text === 'enum' || text === 'service' || text === 'extend';
}

function unquote(text: string): string {
  return text.slice(1, -1);
}
