import { isUtf8 } from 'node:buffer';
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { type Design, parseDesign } from '../core/design/document.ts';

/** What ends a command: one line on standard error, and its status (those of sysexits). */
export class CommandError extends Error {
  readonly status: number;

  constructor(status: 64 | 65 | 66 | 73, message: string) {
    super(message.replace(/\s+/g, ' ').trim());
    this.status = status;
  }
}

const USAGE = 'usage: npm run review -- FILE [--agent ID] [--artifacts DIR]';

export function parseReviewArgs(args: string[]): { file: string; agent?: string; artifacts?: string } {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { agent: { type: 'string' }, artifacts: { type: 'string' } },
    });
    const [file, ...more] = positionals;
    if (file && more.length === 0 && values.agent !== '' && values.artifacts !== '')
      return { file, ...values };
  } catch {
    // An unknown option, or one without its value: the usage says which there are.
  }
  throw new CommandError(64, USAGE);
}

export async function readDesign(file: string): Promise<Design> {
  const bytes = await readFile(file).catch(() => {
    throw new CommandError(66, `there is no file ${file} that can be read`);
  });
  const parsed = parseDesign(parseJson(file, bytes));
  if ('design' in parsed) return parsed.design;
  const [first = '', ...more] = parsed.problems;
  const rest = more.length === 0 ? '' : ` (and ${more.length} more)`;
  throw new CommandError(65, `${file} is no design document: ${first}${rest}`);
}

function parseJson(file: string, bytes: Uint8Array): unknown {
  if (!isUtf8(bytes)) throw new CommandError(65, `${file} is no design document: it is no UTF-8 text`);
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new CommandError(65, `${file} is no design document: it is no JSON: ${why}`);
  }
}
