import { describe, expect, it } from 'vitest';
import type { Design } from '../../../../src/core/design/document.ts';
import { agents, converse, faultsOf, recommendedIn, servicesOf, type Turn } from './conversation.ts';

const large =
  'Design a food delivery platform: 10k orders a day, 20 engineers, greenfield, TypeScript and Kafka on AWS with PostgreSQL';
const toMicroservices =
  "Now you, Microservices Architect: answer this thread's last request in your own way and format.";
const anew =
  'Work out the last request anew. Do it differently where that is better, and keep to what people have said and decided since.';
const choose = (name: string): string => `I choose option "${name}" of version 1.`;
const monolith = 'A. Modular monolith with a background worker';

function designOf(turn: Turn): Design {
  if (turn.kind !== 'designed') throw new Error(`No design, but ${JSON.stringify(turn).slice(0, 300)}`);
  return turn.design;
}

/** A thread in which another agent answers from some point on. */
function thread() {
  const agent = { ...agents.deep, system: [...agents.deep.system] };
  const talk = converse(agent);
  const handOver = (to: { system: string[] }): void => {
    agent.system.splice(0, agent.system.length, ...to.system);
  };
  return { talk, handOver };
}

async function skipQuestions(turn: Turn, talk: ReturnType<typeof converse>): Promise<Turn> {
  if (turn.kind !== 'asked') return turn;
  return talk.answer(
    {},
    turn.questions.map(({ id }) => id),
  );
}

describe('another architect', () => {
  it('designs what was asked for, in its own format', async () => {
    const { talk, handOver } = thread();
    const first = designOf(await talk.ask(large));
    handOver(agents.cut);
    const second = designOf(await talk.say(toMicroservices));
    expect(faultsOf(second, agents.cut)).toEqual([]);
    expect(second.title).toBe(first.title);
    expect(servicesOf(second)).toEqual(servicesOf(first));
  });

  it('keeps what was wished for and chosen before', async () => {
    const { talk, handOver } = thread();
    await talk.ask(large);
    await talk.say('add a loyalty programme');
    await talk.say(`${choose(monolith)}`);
    handOver(agents.cut);
    const design = designOf(await talk.say(toMicroservices));
    expect(recommendedIn(design)).toBe(monolith);
    expect(design.model?.nodes.flatMap(({ owns }) => owns)).toContain('loyalty_account');
  });

  it('explains what was to be explained', async () => {
    const { talk, handOver } = thread();
    await talk.ask('what is a saga?');
    handOver(agents.cut);
    expect(await talk.say(toMicroservices)).toMatchObject({
      kind: 'said',
      text: expect.stringContaining('Saga'),
    });
  });

  it('answers the question that was asked of the design last', async () => {
    const { talk, handOver } = thread();
    await talk.ask(large);
    const before = await talk.say('why Kafka?');
    handOver(agents.cut);
    expect(await talk.say(toMicroservices)).toEqual(before);
  });

  it('asks what it has to know of a request that was answered in words, then designs it', async () => {
    const { talk, handOver } = thread();
    handOver(agents.running);
    expect((await talk.ask('Design a food delivery platform')).kind).toBe('said');
    handOver(agents.cut);
    const turn = await talk.say(toMicroservices);
    expect(turn.kind).toBe('asked');
    const design = designOf(await skipQuestions(turn, talk));
    expect(design.title).toMatch(/food delivery/i);
  });

  it('says so when the request is none for the system that it looks after', async () => {
    const { talk, handOver } = thread();
    designOf(await skipQuestions(await talk.ask('Design a food delivery platform'), talk));
    handOver(agents.running);
    expect((await talk.say(toMicroservices)).kind).toBe('said');
  });
});

describe('working it out anew', () => {
  it('gives the design again and says what stays', async () => {
    const { talk } = thread();
    const first = designOf(await talk.ask(large));
    const second = designOf(await talk.say(anew));
    expect(second.model).toEqual(first.model);
    expect(second.decisions).toEqual(first.decisions);
    expect(second.summary).toMatch(/worked out anew.*stays/i);
  });

  it('keeps to what was wished for since', async () => {
    const { talk } = thread();
    await talk.ask(large);
    const wished = designOf(await talk.say('add a refund service'));
    expect(designOf(await talk.say(anew)).model).toEqual(wished.model);
  });

  it('follows the option that was chosen since', async () => {
    const { talk } = thread();
    await talk.ask(large);
    const design = designOf(await talk.say(choose(monolith), anew));
    expect(recommendedIn(design)).toBe(monolith);
    expect(design.decisions[0]?.status).toBe('accepted');
  });
});

describe('a choice that comes with the next message', () => {
  it('gives the same version as the words that choose it', async () => {
    const [noted, spoken] = [thread().talk, thread().talk];
    await noted.ask(large);
    await spoken.ask(large);
    await spoken.say('choose option A');
    const byNote = designOf(await noted.say(choose(monolith), 'add a loyalty programme'));
    const byWords = designOf(await spoken.say('add a loyalty programme'));
    expect(byNote.model).toEqual(byWords.model);
    expect(byNote.decisions).toEqual(byWords.decisions);
  });

  it('does not stand in the way of a question, and counts in the version after it', async () => {
    const { talk } = thread();
    await talk.ask(large);
    expect((await talk.say(choose(monolith), 'why Kafka?')).kind).toBe('said');
    expect(recommendedIn(designOf(await talk.say('add a loyalty programme')))).toBe(monolith);
  });
});
