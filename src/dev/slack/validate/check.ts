import { isRecord, type Json } from '../json.ts';

export type Surface = 'message' | 'modal' | 'home';

export type Problem = {
  /** JSON pointer to what is wrong. */
  pointer: string;
  message: string;
  /** Slack's error where it is more than `invalid_blocks`. */
  code?: string;
};

/** What one payload has used up, and what was found wrong with it. */
export type Findings = {
  surface: Surface;
  /** Blocks that came with the agent features are unknown. */
  isOld: boolean;
  problems: Problem[];
  blockIds: Set<string>;
  actionIds: Set<string>;
  markdownChars: number;
  tables: number;
  tableChars: number;
  focused: number;
  /** 'unknown' where there is no such file, 'processing' until Slack has looked into it. */
  fileState(file: { id?: string; url?: string }): 'ready' | 'processing' | 'unknown';
};

/** Adds what is wrong with the value at `pointer` to the findings. */
export type Check = (value: unknown, pointer: string, findings: Findings) => void;

export function createFindings(options: Pick<Findings, 'surface' | 'isOld' | 'fileState'>): Findings {
  return {
    ...options,
    problems: [],
    blockIds: new Set(),
    actionIds: new Set(),
    markdownChars: 0,
    tables: 0,
    tableChars: 0,
    focused: 0,
  };
}

export function report(findings: Findings, pointer: string, message: string, code?: string): void {
  findings.problems.push({ pointer, message, ...(code ? { code } : {}) });
}

export function chars(least: number, most: number): Check {
  return (value, pointer, findings) => {
    if (typeof value !== 'string') return report(findings, pointer, 'must be a string');
    if (value.length < least) report(findings, pointer, `must be more than ${least - 1} characters`);
    if (value.length > most) report(findings, pointer, `must be less than ${most + 1} characters`);
  };
}

export function url(most: number): Check {
  return (value, pointer, findings) => {
    chars(1, most)(value, pointer, findings);
    if (typeof value === 'string' && !URL.canParse(value)) report(findings, pointer, 'must be a valid URL');
  };
}

export const flag: Check = (value, pointer, findings) => {
  if (typeof value !== 'boolean') report(findings, pointer, 'must be a boolean');
};

export function integer(least: number, most: number): Check {
  return (value, pointer, findings) => {
    if (typeof value !== 'number' || !Number.isInteger(value)) {
      return report(findings, pointer, 'must be an integer');
    }
    if (value < least || value > most) report(findings, pointer, `must be between ${least} and ${most}`);
  };
}

export const number: Check = (value, pointer, findings) => {
  if (typeof value !== 'number' || !Number.isFinite(value)) report(findings, pointer, 'must be a number');
};

export function oneOf(...allowed: unknown[]): Check {
  return (value, pointer, findings) => {
    if (!allowed.includes(value)) report(findings, pointer, `must be one of: ${allowed.join(', ')}`);
  };
}

export function pattern(expression: RegExp, what: string): Check {
  return (value, pointer, findings) => {
    if (typeof value !== 'string' || !expression.test(value)) report(findings, pointer, `must be ${what}`);
  };
}

export function list(item: Check, limits: { least?: number; most: number }): Check {
  return (value, pointer, findings) => {
    if (!Array.isArray(value)) return report(findings, pointer, 'must be an array');
    if (value.length < (limits.least ?? 0)) {
      report(findings, pointer, `no fewer than ${limits.least} items required`);
    }
    if (value.length > limits.most) report(findings, pointer, `no more than ${limits.most} items allowed`);
    for (const [index, entry] of value.entries()) item(entry, `${pointer}/${index}`, findings);
  };
}

export type Fields = Record<string, Check>;

/** An object with these fields and no other; `also` sees it when it is an object at all. */
export function shape(
  required: Fields,
  optional: Fields = {},
  also?: (value: Json, pointer: string, findings: Findings) => void,
): Check {
  return (value, pointer, findings) => {
    if (!isRecord(value)) return report(findings, pointer, 'must be an object');
    for (const [name, check] of Object.entries(required)) {
      if (value[name] === undefined) report(findings, pointer, `missing required field: ${name}`);
      else check(value[name], `${pointer}/${name}`, findings);
    }
    for (const [name, entry] of Object.entries(value)) {
      if (name === 'type' || name in required || entry === undefined) continue;
      const check = optional[name];
      if (check) check(entry, `${pointer}/${name}`, findings);
      else report(findings, `${pointer}/${name}`, `invalid additional property: ${name}`);
    }
    also?.(value, pointer, findings);
  };
}

/** Chooses the check by the value's `type`; a type that is not listed is refused. */
export function byType(checks: Record<string, Check>): Check {
  return (value, pointer, findings) => {
    if (!isRecord(value)) return report(findings, pointer, 'must be an object');
    const type = value.type;
    if (typeof type !== 'string') return report(findings, pointer, 'missing required field: type');
    const check = Object.hasOwn(checks, type) ? checks[type] : undefined;
    if (check) check(value, pointer, findings);
    else report(findings, `${pointer}/type`, `unsupported type: ${type}`);
  };
}
