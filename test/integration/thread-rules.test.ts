import { afterEach, describe, expect, it } from 'vitest';
import { scriptedBrain, textReply, toolReply } from '../../src/dev/model/scripted.ts';
import type { ModelRequest } from '../../src/dev/model/wire.ts';
import { type Bot, type BotOptions, startBot } from '../fakes/bot.ts';
import { handIn } from '../fakes/brains.ts';
import { SOME_QUESTIONS } from '../fakes/design.ts';
import { inThread, shows } from '../fakes/slack-thread.ts';
import { until } from '../fakes/until.ts';

let bot: Bot | undefined;
afterEach(async () => {
  await bot?.close();
  bot = undefined;
});

async function start(brain: BotOptions['brain'], options: Partial<BotOptions> = {}) {
  bot = await startBot({ brain, ...options });
  return bot;
}

const ask = toolReply([{ name: 'ask_clarifying_questions', input: SOME_QUESTIONS }]);
const BRIEF = '@Architect @backend how should our order service publish events?';

/** Everything the model was ever told, as one text. */
function told(requests: readonly ModelRequest[]): string {
  return JSON.stringify(requests.map((r) => r.messages));
}

describe('who is heard in a channel', () => {
  it('a follow-up without a mention goes on, thanks and words to others stay unanswered', async () => {
    const { slack, model } = await start(scriptedBrain(['Use an outbox.', 'Partition by order id.']));
    const { ts } = slack.say({ user: 'ada', channel: 'architecture', text: BRIEF });
    const thread = inThread(slack, 'architecture', ts);
    await thread.said('Use an outbox.');
    slack.say({ user: 'bob', channel: 'architecture', thread: ts, text: 'thanks a lot!' });
    slack.say({ user: 'bob', channel: 'architecture', thread: ts, text: '@chen what do you think of it?' });
    slack.say({
      user: 'bob',
      channel: 'architecture',
      thread: ts,
      text: 'How do we keep the events of one order in sequence when Kafka partitions are added?',
    });
    await thread.said('Partition by order id.');
    expect(model.requests()).toHaveLength(2);
    expect(told(model.requests())).not.toContain('what do you think');
  });

  it('a thread of people is read with its names, but needs a mention each time', async () => {
    const { slack, model } = await start(scriptedBrain(['Take PostgreSQL.', 'Yes.']));
    const { ts } = slack.say({
      user: 'ada',
      channel: 'architecture',
      text: 'Our order history has 2 TB in MongoDB',
    });
    slack.say({ user: 'bob', channel: 'architecture', thread: ts, text: 'and the joins are killing us' });
    slack.say({
      user: 'chen',
      channel: 'architecture',
      thread: ts,
      text: '@Architect @backend which database should the order service use?',
    });
    const thread = inThread(slack, 'architecture', ts);
    await thread.said('Take PostgreSQL.');
    const first = told(model.requests());
    for (const words of [
      '2 TB in MongoDB',
      'Ada Moreno',
      'joins are killing us',
      'Bob Lindqvist',
      'Chen Wei',
    ]) {
      expect(first).toContain(words);
    }
    slack.say({
      user: 'bob',
      channel: 'architecture',
      thread: ts,
      text: 'How would the order service migrate its database?',
    });
    slack.say({
      user: 'bob',
      channel: 'architecture',
      thread: ts,
      text: '@Architect is that safe with saga and outbox?',
    });
    await thread.said('Yes.');
    expect(model.requests()).toHaveLength(2);
    expect(told(model.requests().slice(1))).toContain('migrate its database');
  });

  it('after quiet it needs a mention again', async () => {
    const { slack, model } = await start(scriptedBrain(['Use an outbox.', 'Still here.']));
    const { ts } = slack.say({ user: 'ada', channel: 'architecture', text: BRIEF });
    const thread = inThread(slack, 'architecture', ts);
    await thread.said('Use an outbox.');
    slack.say({ user: 'ada', channel: 'architecture', thread: ts, text: '@Architect quiet' });
    await until(
      () => slack.ephemerals({ user: 'ada' }).some((m) => shows(m, /quiet/)),
      'a word on being quiet',
    );
    slack.say({
      user: 'ada',
      channel: 'architecture',
      thread: ts,
      text: 'How should the payment service consume the events of the broker?',
    });
    slack.say({
      user: 'ada',
      channel: 'architecture',
      thread: ts,
      text: '@Architect and how does the payment service consume the events?',
    });
    await thread.said('Still here.');
    expect(model.requests()).toHaveLength(2);
  });

  it('a mention that arrives as two events is one request', async () => {
    const { slack, model } = await start(scriptedBrain(['Use an outbox.']));
    const { ts } = slack.say({ user: 'ada', channel: 'architecture', text: BRIEF });
    await inThread(slack, 'architecture', ts).said('Use an outbox.');
    const twins = slack
      .traffic()
      .filter((t) => t.direction === 'to-app' && /message|app_mention/.test(t.name));
    expect(twins.length).toBeGreaterThanOrEqual(2);
    expect(model.requests()).toHaveLength(1);
    expect(inThread(slack, 'architecture', ts).replies()).toHaveLength(1);
  });
});

describe('what ends or moves a turn', () => {
  it('stop ends a running model call, and the thread says so', async () => {
    const { slack, model } = await start(() => new Promise(() => {}));
    const { ts } = slack.say({ user: 'ada', channel: 'architecture', text: BRIEF });
    const thread = inThread(slack, 'architecture', ts);
    await until(() => model.requests().length === 1, 'the model call');
    await thread.click('bob', /stop/i);
    await thread.said(/stopped/i);
    await until(() => model.aborted() === 1, 'the call to be given up');
  });

  it('skip lets the agent assume, with what was answered before', async () => {
    const submit = handIn();
    const { slack, model } = await start(scriptedBrain([ask, submit]));
    const { ts } = slack.say({ user: 'ada', channel: 'architecture', text: BRIEF });
    const thread = inThread(slack, 'architecture', ts);
    await thread.click('ada', '1,000');
    await until(() => !thread.hasButton('1,000'), 'the answer to be taken');
    slack.say({ user: 'ada', channel: 'architecture', thread: ts, text: '@Architect skip' });
    await thread.said('Food delivery for one city');
    const last = JSON.stringify(model.requests().at(-1)?.messages.at(-1));
    expect(last).toMatch(/skipped[^\]]*payment/);
    expect(last).toContain('1,000');
  });

  it('the form answers what the buttons did not', async () => {
    const { slack, model } = await start(scriptedBrain([ask, 'Then take a provider.']));
    const { ts } = slack.say({ user: 'ada', channel: 'architecture', text: BRIEF });
    const thread = inThread(slack, 'architecture', ts);
    await thread.click('ada', /answer/i);
    await until(() => slack.viewStack('ada').length === 1, 'the form');
    const outcome = await slack.submit({
      user: 'ada',
      values: {
        'words:scale': { 'words:scale': 'about 3,000' },
        'words:payment': { 'words:payment': 'we do it ourselves' },
      },
    });
    expect(outcome.ok).toBe(true);
    await thread.said('Then take a provider.');
    expect(told(model.requests())).toContain('we do it ourselves');
  });

  it('a second click on the same answer changes nothing', async () => {
    const { slack, model } = await start(scriptedBrain([ask, 'Done.']));
    const { ts } = slack.say({ user: 'ada', channel: 'architecture', text: BRIEF });
    const thread = inThread(slack, 'architecture', ts);
    await Promise.all([thread.click('ada', '10,000'), thread.click('bob', '1,000')]);
    slack.say({ user: 'bob', channel: 'architecture', thread: ts, text: 'a provider' });
    await thread.said('Done.');
    const answers = /answers[^\]]*/.exec(told(model.requests()))?.[0] ?? '';
    expect(answers.match(/scale/g)).toHaveLength(1);
  });

  it('a failed model is told with a reason, and retry goes on from there', async () => {
    const { slack, model } = await start(scriptedBrain(['Use an outbox.']));
    model.faults.push({ kind: 'status', status: 529, times: 4 });
    const { ts } = slack.say({ user: 'ada', channel: 'architecture', text: BRIEF });
    const thread = inThread(slack, 'architecture', ts);
    await thread.said(/overloaded/i);
    await thread.click('ada', /again|retry/i);
    await thread.said('Use an outbox.');
    expect(thread.replies()).toHaveLength(1);
  });

  it('a design that is no document goes back to the model, not to the people', async () => {
    const broken = toolReply([{ name: 'submit_design', input: { title: 'Half a design' } }]);
    const whole = handIn();
    const { slack, model } = await start(scriptedBrain([broken, whole]));
    const { ts } = slack.say({ user: 'ada', channel: 'architecture', text: BRIEF });
    await inThread(slack, 'architecture', ts).said('Food delivery for one city');
    expect(told(model.requests())).toContain('is_error');
    expect(slack.messages({ channel: 'architecture' }).some((m) => shows(m, 'Half a design'))).toBe(false);
  });

  it('what is said before the questions are there goes to the model with their answers', async () => {
    const held = hold();
    const { slack, model } = await start(scriptedBrain([() => held.until(ask), 'Noted, with refunds.']));
    const { ts } = slack.say({ user: 'ada', channel: 'architecture', text: BRIEF });
    await until(() => model.requests().length === 1, 'the model call');
    slack.say({ user: 'bob', channel: 'architecture', thread: ts, text: '@Architect refunds matter too' });
    await until(() => slack.ephemerals({ user: 'bob' }).length > 0, 'a word that it was noted');
    held.release();
    const thread = inThread(slack, 'architecture', ts);
    await thread.said('How many orders a day?');
    slack.say({ user: 'ada', channel: 'architecture', thread: ts, text: '1b\n2. a provider' });
    slack.say({ user: 'ada', channel: 'architecture', thread: ts, text: '@Architect skip' });
    await thread.said('Noted, with refunds.');
    expect(told(model.requests())).toContain('refunds matter too');
  });

  it('what is said during the last call is the next turn, and the answer is shown all the same', async () => {
    const held = hold();
    const brain = scriptedBrain([() => held.until(textReply('The first answer.')), 'And the refunds.']);
    const { slack, model } = await start(brain);
    const { ts } = slack.say({ user: 'ada', channel: 'architecture', text: BRIEF });
    await until(() => model.requests().length === 1, 'the model call');
    slack.say({ user: 'bob', channel: 'architecture', thread: ts, text: '@Architect refunds matter too' });
    await until(() => slack.ephemerals({ user: 'bob' }).length > 0, 'a word that it was noted');
    held.release();
    const thread = inThread(slack, 'architecture', ts);
    await thread.said('And the refunds.');
    await thread.said('The first answer.');
    expect(told(model.requests().slice(1))).toContain('refunds matter too');
    expect(thread.hasButton(/^stop$/i)).toBe(false);
  });

  it('another agent that is named while questions are open takes over with their answers', async () => {
    const { slack, model } = await start(scriptedBrain([ask, 'As the other one.']));
    const { ts } = slack.say({ user: 'ada', channel: 'architecture', text: BRIEF });
    const thread = inThread(slack, 'architecture', ts);
    await thread.said('How many orders a day?');
    slack.say({ user: 'ada', channel: 'architecture', thread: ts, text: '@Architect use cloudphone' });
    await until(() => slack.ephemerals({ user: 'ada' }).length > 0, 'a word on it');
    await thread.click('ada', '10,000');
    await thread.click('ada', /assume the rest/i);
    await thread.said('As the other one.');
    expect(JSON.stringify(model.requests().at(-1)?.system)).toContain('cloud phone');
    expect(told(model.requests())).toContain('10,000');
  });
});

/** A model call that does not come back before it is let go. */
function hold() {
  let release: () => void = () => {};
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  return { release: () => release(), until: <T>(value: T) => gate.then(() => value) };
}

describe('what a person gets wrong', () => {
  it.each([
    ['an empty question gets help', '', /\/architect/],
    ['an unknown agent gets the list with the nearest name', '@cloudfone design a chat', /cloudphone/],
    ['agents lists them all', 'agents', /faultmaven/],
    ['a word that is not built yet says so', 'history', /not available yet/],
  ])('%s, privately', async (_name, text, words) => {
    const { slack, model } = await start(scriptedBrain([]));
    await slack.command({ user: 'ada', channel: 'architecture', command: '/architect', text });
    await until(() => slack.ephemerals({ user: 'ada' }).some((m) => shows(m, words)), String(words));
    expect(slack.messages({ channel: 'architecture' })).toHaveLength(0);
    expect(model.requests()).toHaveLength(0);
  });

  it('40,000 characters are read whole', async () => {
    const { slack, model } = await start(scriptedBrain(['Read.']));
    const brief = `@Architect @backend design this: ${'order events, '.repeat(2_800)}END-OF-BRIEF`;
    const { ts } = slack.say({
      user: 'ada',
      channel: 'architecture',
      text: `${brief.slice(0, 39_980)}LAST-WORD`,
    });
    await inThread(slack, 'architecture', ts).said('Read.');
    expect(told(model.requests())).toContain('LAST-WORD');
  });

  it('a guest is politely refused', async () => {
    const { slack, model } = await start(scriptedBrain([]));
    slack.say({ user: 'gus', channel: 'architecture', text: BRIEF });
    await until(() => slack.ephemerals({ user: 'gus' }).some((m) => shows(m, /members/)), 'the refusal');
    expect(model.requests()).toHaveLength(0);
  });

  it('in a channel without the bot the question is kept until it is invited', async () => {
    const { slack } = await start(scriptedBrain(['Use an outbox.']));
    slack.join({ user: 'ada', channel: 'payments' });
    await slack.command({
      user: 'ada',
      channel: 'payments',
      command: '/architect',
      text: '@backend how do we publish payment events?',
    });
    await until(() => slack.ephemerals({ user: 'ada' }).some((m) => shows(m, /invite/i)), 'how to invite');
    slack.invite({ user: 'ada', channel: 'payments', invite: 'U0ARCHITECT' });
    const root = await until(
      () => slack.messages({ channel: 'payments' }).find((m) => shows(m, 'publish payment events')),
      'the question in the channel',
    );
    await inThread(slack, 'payments', root.ts).said('Use an outbox.');
  });
});

describe('in a direct message', () => {
  it('everything is for the bot, and the next line answers its question', async () => {
    const { slack } = await start(scriptedBrain([ask, textReply('A small system will do.')]));
    const { channel } = slack.openDm({ user: 'ada' });
    const { ts } = slack.say({ user: 'ada', channel, text: '@backend design an order service' });
    const thread = inThread(slack, channel, ts);
    await thread.said('How many orders a day?');
    slack.say({ user: 'ada', channel, text: '1. 500\n2. a provider' });
    await thread.said('A small system will do.');
  });
});

describe('an old workspace', () => {
  it('gets the words without the newer blocks', async () => {
    const { slack } = await start(scriptedBrain(['Use an **outbox**.']));
    slack.setOld(true);
    const { ts } = slack.say({ user: 'ada', channel: 'architecture', text: BRIEF });
    await inThread(slack, 'architecture', ts).said(/outbox/);
  });
});
