import { setTimeout as wait } from 'node:timers/promises';
import { shows } from '../fakes/slack-thread.ts';
import { briefName, type Wish } from './conversation-brain.ts';
import type { Listening } from './heard.ts';
import { follow, type RunResult, requestFor } from './run.ts';
import { channelName, PERSON, type Stage } from './stage.ts';

/** What the app says of a request that it could not take. */
export const NOT_KEPT = /nothing was kept|was not kept/;
/** What it says when it can't know in time; whether it was kept follows. */
export const NOT_SURE = /not sure yet/;

/** How long a person waits before they try again. */
const TRY_AGAIN_MS = 500;

export type Attempts = {
  /** What became of the last one. */
  result: RunResult;
  /** Briefs of which the app, or Slack, said that they were not taken: nothing may ever come of them. */
  refused: string[];
  /** How often the app could not say in time. */
  unsure: number;
};

export type BeginOptions = {
  wish: Wish;
  channel: number;
  by: 'mention' | 'command';
  patienceMs: number;
};

/**
 * One conversation in which a person asks, and answers, until it is taken: a command whose answer says that nothing was
 * kept is sent again, and so is a message that Slack could not get rid of. Each attempt is a brief of its own.
 */
export async function persist(
  stage: Stage,
  heard: Listening,
  i: number,
  options: BeginOptions,
): Promise<Attempts> {
  const { wish, by, patienceMs } = options;
  const channel = `C0CHAOS${options.channel}`;
  const startedAt = performance.now();
  const refused: string[] = [];
  let unsure = 0;

  async function ask(name: string): Promise<string | undefined> {
    if (by === 'command') return command(name);
    const { ts } = stage.slack.say({ user: PERSON, channel, text: requestFor(name) });
    return (await heard.kept(ts, 2, patienceMs)) ? ts : undefined;
  }

  async function command(name: string): Promise<string | undefined> {
    const { privates, roots } = heard.of(channel);
    const before = privates.length;
    const text = `@backend please work out ${name}`;
    await stage.slack.command({ user: PERSON, channel, command: '/architect', text });
    const isRefused = () => privates.slice(before).some((m) => shows(m, NOT_KEPT));
    if (privates.slice(before).some((m) => shows(m, NOT_SURE))) unsure += 1;
    const root = await heard.wait(patienceMs, () =>
      isRefused() ? 'refused' : roots.find((m) => shows(m, name))?.ts,
    );
    return root === 'refused' ? undefined : (root ?? 'never');
  }

  async function reply(root: string, text: string): Promise<void> {
    for (;;) {
      const { ts } = stage.slack.say({ user: PERSON, channel, thread: root, text });
      if (await heard.kept(ts, 1, patienceMs)) return;
    }
  }

  for (;;) {
    const name = briefName(wish, `${i}x${refused.length}`);
    const root = await ask(name);
    if (root === undefined) {
      refused.push(name);
      await wait(TRY_AGAIN_MS);
      continue;
    }
    const say = (text: string) => void reply(root, text);
    const result =
      root === 'never'
        ? {
            name,
            at: { channel, root },
            problems: [`${name}: no thread was opened`],
            messages: [],
            tookMs: patienceMs,
          }
        : await follow(stage, { wish, name, channel, root, startedAt, patienceMs, say });
    const opened = heard.of(channel).roots.filter((m) => shows(m, name)).length;
    if (by === 'command' && opened > 1) result.problems.push(`${name}: ${opened} threads were opened`);
    return { result, refused, unsure };
  }
}

/** Which of the briefs that were refused came to life after all. */
export function findGhosts(stage: Stage, heard: Listening, refused: readonly [string, number][]): string[] {
  return refused.flatMap(([name, number]) => {
    const channel = `C0CHAOS${number}`;
    const isShown =
      heard.of(channel).roots.some((m) => shows(m, name)) ||
      stage.slack
        .messages({ channel: channelName(number) })
        .some((m) => m.bot_id !== undefined && shows(m, name));
    if (stage.calls.has(name)) return [`${name}: refused, and the model was called for it`];
    return isShown ? [`${name}: refused, and it was shown`] : [];
  });
}
