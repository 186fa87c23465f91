import { readFileSync } from 'node:fs';
import { createAgentFolder } from '../../src/adapters/files/agent-folder.ts';
import { loadAgents } from '../../src/core/agents/load-agents.ts';
import { createRouter } from '../../src/core/agents/router.ts';
import { quantile } from './load.ts';

const LONG_CHARACTERS = 4_000;
const SETS = ['own', 'held-out', 'unseen-4', 'unseen-5'];

/** One question at a time through the offline router: as people ask them, and as long as a message can be. */
export async function route(): Promise<void> {
  const root = new URL('../..', import.meta.url).pathname;
  const texts = SETS.flatMap((name) => readTexts(`${root}/test/fixtures/routing/${name}.jsonl`));
  const { agents } = await loadAgents(createAgentFolder(`${root}/agents`));
  const started = performance.now();
  const router = createRouter(agents);
  const made = performance.now() - started;
  const time = (questions: string[]) =>
    questions.map((text) => {
      const before = performance.now();
      router.route(text);
      return performance.now() - before;
    });

  process.stdout.write(`\nroute: ${agents.length} agents, router made in ${made.toFixed(0)} ms\n`);
  // The first that a new process hears come first: they meet code that is not compiled yet.
  const han = texts.filter((text) => /\p{Script=Han}/u.test(text));
  report('first 20 of 4,000 characters', time(lengthen(texts, ' ').slice(0, 20)));
  report('short', time(texts));
  report('4,000 characters', time(lengthen(texts, ' ')));
  report('4,000 characters, Chinese', time(lengthen(han, '')));
}

function readTexts(file: string): string[] {
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  return lines.map((line) => {
    const row: { text: string } = JSON.parse(line);
    return row.text;
  });
}

/** As many long texts as there are short ones, each beginning with another one. */
function lengthen(texts: string[], between: string): string[] {
  const all = texts.join(between);
  const endless = all.repeat(Math.ceil(LONG_CHARACTERS / all.length) + 1);
  let at = 0;
  return texts.map((text) => {
    const long = endless.slice(at, at + LONG_CHARACTERS);
    at += text.length + between.length;
    return long;
  });
}

function report(name: string, took: number[]): void {
  const sorted = took.toSorted((a, b) => a - b);
  const figures = [0.5, 0.99].map((q) => quantile(sorted, q).toFixed(2));
  process.stdout.write(`${name}: median ${figures[0]} ms, p99 ${figures[1]} ms\n`);
}
