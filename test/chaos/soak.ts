import { setTimeout as wait } from 'node:timers/promises';
import { createCountingBrain, type Wish } from './conversation-brain.ts';
import { type Sample, watchMemory } from './memory.ts';
import { converse } from './run.ts';
import { openStage, type Stage } from './stage.ts';

export type SoakOptions = {
  conversations?: number;
  minutes?: number;
  /** Of the worker's JavaScript heap. */
  heapMb?: number;
  /** How long the model thinks about each call. */
  thinkMs?: number;
  /** Called with each sample's minute, for whoever watches. */
  onMinute?: (line: string) => void;
};

export type Soaked = {
  worker: Sample[];
  app: Sample[];
  answered: number;
  /** What was wrong with a conversation, a line each. */
  problems: string[];
  minutes: number;
  tookMs: number[];
};

const SAMPLE_MS = 5_000;
/** They are at it at once, but did not begin within one millisecond. */
const RAMP_MS = 50;
const MINUTE_MS = 60_000;
/** What the stand-in and the harness remember of threads that are over: longer than any conversation takes. */
const REMEMBERED_MS = 5 * MINUTE_MS;
/** What the Dockerfile sets, and the README advises elsewhere. */
const AS_IN_THE_IMAGE = { MALLOC_ARENA_MAX: '2' };
/** Pictures cost the processor most, and both stand-ins have to live on it as well. */
const WISHES: readonly Wish[] = ['plain', 'asked', 'plain', 'asked', 'design', 'asked', 'plain', 'asked'];

/** So many conversations at once all the time, each in a channel of its own: where one ends, the next begins. */
export async function soak(options: SoakOptions = {}): Promise<Soaked> {
  const { conversations = 200, minutes = 20, heapMb = 256, thinkMs = 3_000 } = options;
  const { brain } = createCountingBrain(thinkMs);
  const stage = await openStage({ channels: conversations, brain, keepRequests: 10 });
  try {
    const app = await stage.startApp(AS_IN_THE_IMAGE);
    stage.slack.setRequestUrl(`${app.url}/slack/events`);
    const worker = await stage.startWorker({
      ...AS_IN_THE_IMAGE,
      NODE_OPTIONS: `--max-old-space-size=${heapMb}`,
    });
    const [ofApp, ofWorker] = [app, worker].map((one) => watchMemory(one.child.pid ?? 0, SAMPLE_MS));
    const forgetting = setInterval(() => stage.slack.forgetBefore(Date.now() - REMEMBERED_MS), MINUTE_MS);
    const done = { answered: 0, problems: [] as string[], tookMs: [] as number[] };
    const telling = setInterval(() => {
      const last = ofWorker?.samples.at(-1);
      const own = Math.round(process.memoryUsage.rss() / 1024 ** 2);
      options.onMinute?.(
        `${Math.round((last?.atMs ?? 0) / 1000)} s: worker ${last?.mb.toFixed(0)} MB, app ${ofApp?.samples.at(-1)?.mb.toFixed(0)} MB, answered ${done.answered}, harness ${own} MB`,
      );
    }, MINUTE_MS / 4);
    const endAt = performance.now() + minutes * MINUTE_MS;
    let count = 0;
    await Promise.all(
      Array.from({ length: conversations }, async (_, channel) => {
        await wait(channel * RAMP_MS);
        while (performance.now() < endAt && worker.child.exitCode === null) {
          const i = count++;
          await converseAndForget(stage, i, channel, done);
        }
      }),
    );
    for (const timer of [forgetting, telling]) clearInterval(timer);
    for (const watched of [ofApp, ofWorker]) watched?.stop();
    if (worker.child.exitCode !== null || worker.child.signalCode !== null) {
      done.problems.push(`the worker ended: ${worker.output().slice(-2_000)}`);
    }
    if (done.problems.length > 0) {
      done.problems.push(...complaints(app.output()), ...complaints(worker.output()));
    }
    return { worker: ofWorker?.samples ?? [], app: ofApp?.samples ?? [], minutes, ...done };
  } finally {
    await stage.close();
  }
}

/** The first lines of its log that are warnings or worse, to see why. */
function complaints(log: string): string[] {
  return log
    .split('\n')
    .filter((line) => /"level":[4-6]0/.test(line))
    .slice(0, 20);
}

type Tally = Pick<Soaked, 'answered' | 'problems' | 'tookMs'>;

async function converseAndForget(stage: Stage, i: number, channel: number, tally: Tally): Promise<void> {
  const wish = WISHES[i % WISHES.length] ?? 'plain';
  const { problems, messages, tookMs } = await converse(stage, i, { wish, channel });
  if (problems.length === 0) tally.answered += 1;
  const begun = messages.length > 0 ? '' : ' (no receipt was shown either)';
  tally.problems.push(...problems.map((problem) => problem + begun));
  tally.tookMs.push(tookMs);
  const [first] = messages;
  if (first) stage.threads.forget(first.channel, first.thread_ts ?? first.ts);
}
