import { Agent } from 'node:http';
import fc from 'fast-check';
import { type Answer, type FuzzedRequest, fuzzedRequest, send } from './requests.ts';

const AT_ONCE = 12;
/** Slack offers an event four times in all. */
const MOST_TRIES = 4;
const MOST_SHOWN = 5;

export type HttpFigures = {
  /** How many got which answer. */
  answers: Map<Answer, number>;
  /** The first of those that got a 5xx. */
  faults: { status: number; request: FuzzedRequest }[];
};

/** Sends that many requests to an app, several at a time: the same ones for the same seed. */
export async function sendFuzzed(
  port: number,
  secret: string,
  count: number,
  seed: number,
): Promise<HttpFigures> {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const requests = fc.sample(fuzzedRequest, { numRuns: count, seed });
  const figures: HttpFigures = { answers: new Map(), faults: [] };
  const left = requests.values();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const request of left) {
        const answer = await sendUntilKept(agent, port, secret, request);
        figures.answers.set(answer, (figures.answers.get(answer) ?? 0) + 1);
        const isFault = typeof answer === 'number' && answer >= 500;
        if (isFault && figures.faults.length < MOST_SHOWN) figures.faults.push({ status: answer, request });
      }
    }),
  );
  agent.destroy();
  return figures;
}

/** What a slow machine could not keep in time is to be offered again, as Slack does; what fails each time is a fault. */
async function sendUntilKept(
  agent: Agent,
  port: number,
  secret: string,
  request: FuzzedRequest,
): Promise<Answer> {
  for (let tries = 1; ; tries++) {
    const answer = await send(agent, port, secret, request);
    if (answer !== 503 || tries === MOST_TRIES) return answer;
  }
}
