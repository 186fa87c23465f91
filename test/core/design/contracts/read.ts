import type { Contract } from '../../../../src/core/design/contracts/contract.ts';
import { readContract } from '../../../../src/core/design/contracts/read-contract.ts';

const ENDINGS = { openapi: 'yaml', asyncapi: 'yaml', protobuf: 'proto' };

/** Reads one text as a contract of its own, beside those that it may name. */
export function readText(
  format: Contract['format'],
  content: string,
  {
    filename = `contract.${ENDINGS[format]}`,
    related = [],
  }: { filename?: string; related?: Contract[] } = {},
) {
  return readContract({ format, filename, content }, related);
}

/** The text without its first line break, so that line 1 of a template is the line below its backtick. */
export function lines(strings: TemplateStringsArray, ...values: unknown[]): string {
  return String.raw(strings, ...values).replace(/^\n/, '');
}
