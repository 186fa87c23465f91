import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Agent } from '../core/agents/agent.ts';
import { draftDecisions } from '../core/decisions/draft-decisions.ts';
import type { Design } from '../core/design/document.ts';
import { presentDesign } from '../core/design/present-design.ts';
import type { Review } from '../core/design/review/finding.ts';
import { reviewDesign } from '../core/design/review/review.ts';
import { NO_SOURCES } from '../core/design/sources/sources.ts';
import type { Workshop } from '../core/design/workshop.ts';
import { toAppError } from '../core/errors.ts';
import { CommandError, parseReviewArgs, readDesign } from './review-input.ts';
import { makeFolder, writeFiles } from './write-files.ts';

export type ReviewDeps = {
  workshop: Workshop;
  findAgent(id: string): Promise<Agent>;
  out(line: string): void;
  warn(line: string): void;
};

/** Prints the findings on a design document, and writes its files where a folder is named. */
export async function reviewFile(deps: ReviewDeps, args: string[]): Promise<void> {
  const options = parseReviewArgs(args);
  const design = await readDesign(options.file);
  const agent = options.agent === undefined ? undefined : await deps.findAgent(options.agent);
  const sources = await deps.workshop.readSources(design).catch((error: unknown) => {
    deps.warn(
      `contracts and code blocks could not be read (${toAppError(error).code}): the rest is reviewed`,
    );
    return NO_SOURCES;
  });
  const review = reviewDesign(design, { agent, sources });
  for (const { rule, severity, where, message } of review.findings) {
    deps.out(JSON.stringify({ rule, severity, where, message }));
  }
  if (options.artifacts === undefined) return;
  await writeArtifacts(deps.workshop, options.file, options.artifacts, { design, review });
}

async function writeArtifacts(
  workshop: Workshop,
  input: string,
  dir: string,
  { design, review }: { design: Design; review: Review },
): Promise<void> {
  const fail = (error: NodeJS.ErrnoException): never => {
    throw new CommandError(73, `the folder ${dir} can't be written (${error.code})`);
  };
  await makeFolder(dir).catch(fail);
  // Without a log of decisions, they are counted from 1.
  const numbers = draftDecisions(design).map((_, i) => i + 1);
  const { files } = await presentDesign({ design, version: 1, review, numbers }, workshop, 'all');
  for (const { name } of files) {
    if (await isSameFile(path.join(dir, name), input)) {
      throw new CommandError(73, `${input} would be overwritten: name another folder than ${dir}`);
    }
  }
  await writeFiles(dir, files).catch(fail);
}

/** Whatever path leads to it: a link, or other case where that does not count. */
async function isSameFile(one: string, other: string): Promise<boolean> {
  const [a, b] = await Promise.all([one, other].map((file) => stat(file).catch(() => undefined)));
  return a !== undefined && b !== undefined && a.dev === b.dev && a.ino === b.ino;
}
