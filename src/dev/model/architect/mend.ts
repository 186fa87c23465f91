import { isRecord, recordsAt, stringAt } from './conversation.ts';

/** As often a refused document is mended before the stand-in gives up. */
export const mostMends = 3;

/**
 * Mends a refused document by what the refusal names; nothing when it names nothing that can be mended here.
 * Understands the rule ids of the review, and the paths of a shape that does not fit.
 */
export function mend(
  input: Record<string, unknown>,
  reason: string,
  sections: readonly string[],
): Record<string, unknown> | undefined {
  const copy: unknown = structuredClone(input);
  if (!isRecord(copy)) return undefined;
  const before = JSON.stringify(copy);
  if (/dangling-link|is no node|no such node|unknown node/i.test(reason)) dropDanglingLinks(copy);
  if (/duplicate-id|share an id|duplicate/i.test(reason)) dropDuplicates(copy);
  if (/missing-section|section/i.test(reason)) addSections(copy, sections);
  if (/options-count|recommended/i.test(reason)) recommendOne(copy);
  if (/contract-invalid|contract-unknown-service|contracts?[.[]/i.test(reason)) dropContracts(copy, reason);
  for (const { path, most } of tooLong(reason)) shorten(copy, path, most);
  return JSON.stringify(copy) === before ? undefined : copy;
}

function dropDanglingLinks(design: Record<string, unknown>): void {
  const model = design.model;
  if (!isRecord(model)) return;
  const ids = new Set(recordsAt(model, 'nodes').map((node) => stringAt(node, 'id')));
  model.links = recordsAt(model, 'links').filter(
    (link) => ids.has(stringAt(link, 'from')) && ids.has(stringAt(link, 'to')),
  );
}

function dropDuplicates(design: Record<string, unknown>): void {
  const model = design.model;
  if (!isRecord(model)) return;
  const seen = new Set<string>();
  for (const key of ['nodes', 'contexts']) {
    seen.clear();
    model[key] = recordsAt(model, key).filter((one) => {
      const id = stringAt(one, 'id');
      const first = !seen.has(id);
      seen.add(id);
      return first;
    });
  }
}

function addSections(design: Record<string, unknown>, wanted: readonly string[]): void {
  const there = recordsAt(design, 'sections');
  const plain = (heading: string): string =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}]+/gu, ' ')
      .trim();
  const ordered = wanted.map(
    (heading) =>
      there.find((section) => plain(stringAt(section, 'heading')) === plain(heading)) ?? {
        heading,
        markdown: stringAt(design, 'summary'),
      },
  );
  const others = there.filter((section) => !ordered.includes(section));
  design.sections = [...ordered, ...others];
}

function recommendOne(design: Record<string, unknown>): void {
  const options = recordsAt(design, 'options');
  const at = Math.max(
    0,
    options.findIndex((option) => option.recommended === true),
  );
  for (const [index, option] of options.entries()) option.recommended = index === at;
}

/** A contract that can't be mended here is better left out than wrong. */
function dropContracts(design: Record<string, unknown>, reason: string): void {
  const contracts = recordsAt(design, 'contracts');
  design.contracts = contracts.filter((contract, index) => {
    const named = [stringAt(contract, 'filename'), stringAt(contract, 'service')].some(
      (name) => name !== '' && reason.includes(name),
    );
    return !named && !new RegExp(`contracts[.[]${index}\\b`).test(reason);
  });
}

function tooLong(reason: string): { path: string[]; most: number }[] {
  const pattern = /([a-z][\w.[\]]*):[^\n]*?(?:too (?:big|long)|at most|<=|maximum)[^\n]*?(\d+)/gi;
  return [...reason.matchAll(pattern)].map((match) => ({
    path: (match[1] ?? '').split(/[.[\]]+/).filter((part) => part !== ''),
    most: Number(match[2]),
  }));
}

function shorten(root: Record<string, unknown>, path: readonly string[], most: number): void {
  let current: unknown = root;
  for (const key of path.slice(0, -1)) {
    if (typeof current !== 'object' || current === null) return;
    current = Reflect.get(current, key);
  }
  const last = path.at(-1);
  if (typeof current !== 'object' || current === null || last === undefined) return;
  const value: unknown = Reflect.get(current, last);
  if (typeof value === 'string' && value.length > most)
    Reflect.set(current, last, `${value.slice(0, Math.max(0, most - 1))}…`);
  else if (Array.isArray(value) && value.length > most) Reflect.set(current, last, value.slice(0, most));
}
