import { unzipSync } from 'fflate';
import { afterEach, describe, expect, it } from 'vitest';
import { type Design, type DesignNode, parseDesign } from '../../src/core/design/document.ts';
import { scriptedBrain, textReply, toolReply } from '../../src/dev/model/scripted.ts';
import type { ModelRequest } from '../../src/dev/model/wire.ts';
import { type Bot, startBot } from '../fakes/bot.ts';
import { fitting, handIn } from '../fakes/brains.ts';
import { aDesign } from '../fakes/design.ts';
import { inThread, shows, visible } from '../fakes/slack-thread.ts';
import { until } from '../fakes/until.ts';

let bot: Bot | undefined;
afterEach(async () => {
  await bot?.close();
  bot = undefined;
});

const DANGLING = { from: 'order', to: 'nowhere', kind: 'sync' } as const;

function withDanglingLink(design: Design): Design {
  const model = design.model ?? { contexts: [], nodes: [], links: [] };
  return { ...design, model: { ...model, links: [...model.links, DANGLING] } };
}

function withBrokenContract(design: Design): Design {
  const [first] = design.contracts;
  const contracts = first ? [{ ...first, content: 'openapi: 3.1.0\npaths: {}\n' }] : [];
  return { ...design, contracts };
}

const submit = (design: Design) => toolReply([{ name: 'submit_design', input: design }]);

/** A dangling link, a missing section and a broken OpenAPI file. */
const faulty = (request: ModelRequest) => {
  const good = fitting(request, aDesign({ title: 'The faulty one' }));
  return submit(withBrokenContract(withDanglingLink({ ...good, sections: good.sections.slice(1) })));
};

async function ask(
  brain: Parameters<typeof scriptedBrain>[0],
  question = '@cloudphone design food delivery',
) {
  bot = await startBot({ brain: scriptedBrain(brain) });
  const { slack } = bot;
  const { ts } = slack.say({ user: 'ada', channel: 'architecture', text: `@Architect ${question}` });
  return { bot, slack, thread: inThread(slack, 'architecture', ts) };
}

function lastResult(running: Bot, call: number): string {
  return JSON.stringify(running.model.requests()[call]?.messages.at(-1));
}

async function file(running: Bot, name: string | RegExp): Promise<Buffer> {
  const matches = (known: string) => (typeof name === 'string' ? known === name : name.test(known));
  const found = await until(
    () => running.slack.files().findLast((f) => matches(f.name)),
    `the file ${name} among ${running.slack.files().map((f) => f.name)}`,
  );
  return found.data;
}

describe('a design with errors', () => {
  it('goes back to the model, and only the mended one is seen', async () => {
    const { bot: running, thread } = await ask([faulty, handIn({ title: 'The mended one' })]);
    await thread.said('The mended one');
    const refusal = lastResult(running, 1);
    for (const rule of ['dangling-link', 'missing-section', 'contract-invalid']) {
      expect(refusal).toContain(rule);
    }
    expect(refusal).toContain('order.yaml');
    expect(thread.replies().some((m) => shows(m, 'The faulty one'))).toBe(false);
    expect(thread.replies().some((m) => shows(m, 'dangling-link'))).toBe(false);
  });

  it('arrives with its faults named when the model never mends them', async () => {
    const { bot: running, thread } = await ask([faulty, faulty, faulty, faulty]);
    await thread.said('The faulty one');
    await until(() => running.slack.files().some((f) => f.name === 'design.zip'), 'the files');
    expect(running.model.requests()).toHaveLength(4);
    const shown = thread.replies().map(visible).join('\n');
    for (const words of ['nowhere', 'Problem Analysis', 'order.yaml']) expect(shown).toContain(words);
    expect((await file(running, 'design.md')).toString()).toContain('nowhere');
  });

  it('is shown in its last readable form when what follows can’t be read', async () => {
    const unreadable = toolReply([{ name: 'submit_design', input: { title: 'Half' } }]);
    const { thread } = await ask([faulty, unreadable, unreadable, unreadable]);
    await thread.said('The faulty one');
  });

  it('is shown with the words of a model that gives up on it', async () => {
    const { thread } = await ask([faulty, textReply('I can’t mend this.')]);
    await thread.said('The faulty one');
    await thread.said('I can’t mend this.');
  });
});

describe('a design', () => {
  it('comes with its picture in the message and everything as one archive', async () => {
    const { bot: running, thread } = await ask([handIn()]);
    const screen = await thread.said('Food delivery for one city');
    const pictures = JSON.stringify(screen.blocks).match(/"slack_file":\{"id":"[^"]+"\}/g) ?? [];
    expect(pictures).toHaveLength(1);
    const zip = unzipSync(await file(running, 'design.zip'));
    expect(Object.keys(zip)).toEqual(
      expect.arrayContaining([
        'design.md',
        'design.json',
        'order.yaml',
        'diagram-full.png',
        'diagram-full.svg',
      ]),
    );
    const document = JSON.parse(Buffer.from(zip['design.json'] ?? []).toString());
    expect(parseDesign(document)).toHaveProperty('design.title', 'Food delivery for one city');
    expect((await file(running, 'diagram-full.png')).subarray(1, 4).toString()).toBe('PNG');
    expect((await file(running, /^0001-.*\.md$/)).toString()).toMatch(/^status: "?proposed/m);
  });
});

describe('choosing an option', () => {
  it('is recorded once, as an accepted decision with its number', async () => {
    const { bot: running, thread } = await ask([handIn()]);
    await thread.said('Food delivery for one city');
    await thread.click('bob', /Modular monolith/);
    await thread.said(/ADR-0001 accepted/);
    await thread.click('ada', /Modular monolith/);
    const accepted = await until(
      () => running.slack.files().find((f) => /^0001-/.test(f.name) && f.data.includes('accepted')),
      'the accepted record',
    );
    expect(accepted.data.toString()).toContain('Chosen option: "Modular monolith"');
    await until(() => thread.replies().some((m) => shows(m, /✓/)), 'the card to show the choice');
    expect(thread.replies().filter((m) => shows(m, /accepted/))).toHaveLength(1);
  });

  it('by words replaces an earlier choice, which it names', async () => {
    const { slack, thread } = await ask([handIn()]);
    await thread.said('Food delivery for one city');
    const say = (text: string) =>
      slack.say({ user: 'ada', channel: 'architecture', thread: thread.thread, text: `@Architect ${text}` });
    say('choose option B');
    await thread.said(/ADR-0001 accepted/);
    say('choose A');
    const second = await thread.said(/accepted[\s\S]*Modular monolith/);
    expect(shows(second, /ADR-0001/)).toBe(true);
  });

  it('is recorded under the number of its own draft where two of them have one title', async () => {
    const [first] = aDesign().decisions;
    if (!first) throw new Error('no decision');
    const decision = 'A modular monolith or three services: three services.';
    const decisions = [first, { ...first, title: `${first.title}!`, decision }];
    const { bot: running, thread } = await ask([handIn({ decisions })]);
    await thread.said('Food delivery for one city');
    await thread.click('bob', /Three services/);
    await thread.said(/ADR-0002 accepted/);
    await until(
      () => running.slack.files().some((f) => /^0002-/.test(f.name) && f.data.includes('accepted')),
      'the accepted record',
    );
  });

  it('by words that say more gives the next version, which shows what was chosen before', async () => {
    const { bot: running, slack, thread } = await ask([handIn(), handIn({ title: 'With a gateway' })]);
    await thread.said('Food delivery for one city');
    const text = '@Architect choose A but keep the gateway';
    slack.say({ user: 'ada', channel: 'architecture', thread: thread.thread, text });
    await thread.said(/ADR-0001 accepted/);
    const second = await thread.said('With a gateway v2');
    expect(shows(second, /✓ Modular monolith was chosen by[\s\S]*ADR-0001/)).toBe(true);
    for (const words of ['Modular monolith', 'keep the gateway']) {
      expect(lastResult(running, 1)).toContain(words);
    }
    await thread.click('bob', 'Choose B: Three services');
    const chosen = await thread.said(/accepted[\s\S]*Three services/);
    expect(shows(chosen, /Supersedes ADR-0001/)).toBe(true);
    await thread.said(/✓ Three services was chosen by/);
  });

  it('is told to the model also where small talk comes in between', async () => {
    const { bot: running, slack, thread } = await ask([handIn(), textReply('Understood.')]);
    await thread.said('Food delivery for one city');
    await thread.click('ada', /Three services/);
    await thread.said(/accepted/);
    const say = (text: string) =>
      slack.say({ user: 'ada', channel: 'architecture', thread: thread.thread, text: `@Architect ${text}` });
    say('use auto');
    await until(
      () => slack.ephemerals({ user: 'ada' }).some((m) => shows(m, /best agent/i)),
      'word that the best agent answers',
    );
    say('tell me a joke about cats');
    await thread.said(/If this was such a question/);
    say('@cloudphone how do we start with the roll-out of the services?');
    await thread.said('Understood.');
    expect(lastResult(running, running.model.requests().length - 1)).toContain('Three services');
  });

  it('is known to the model in the next turn', async () => {
    const { bot: running, slack, thread } = await ask([handIn(), textReply('Understood.')]);
    await thread.said('Food delivery for one city');
    await thread.click('ada', /Three services/);
    await thread.said(/accepted/);
    expect(running.model.requests()).toHaveLength(1);
    const text = '@Architect how do we start with the roll-out of the services?';
    slack.say({ user: 'ada', channel: 'architecture', thread: thread.thread, text });
    await thread.said('Understood.');
    expect(lastResult(running, 1)).toContain('Three services');
  });
});

describe('a later version', () => {
  it('keeps the record of what was chosen, and marks a record that another choice supersedes', async () => {
    const { bot: running, slack, thread } = await ask([handIn(), handIn({ title: 'Food delivery, again' })]);
    const records = (name: RegExp) => running.slack.files().filter((f) => name.test(f.name));
    await thread.said('Food delivery for one city');
    await thread.click('bob', /Three services/);
    await thread.said(/ADR-0001 accepted/);
    const text = '@Architect design it again with a cache';
    slack.say({ user: 'bob', channel: 'architecture', thread: thread.thread, text });
    const card = await thread.said(/again[\s\S]*v2/);
    expect(shows(card, /✓/)).toBe(true);
    await until(() => records(/^design\.zip$/).length === 2, 'the files of version 2');
    const [, accepted, again] = records(/^0001-/);
    expect(again?.data.toString()).toBe(accepted?.data.toString());
    await thread.click('ada', /Modular monolith/);
    await thread.said(/ADR-0003 accepted/);
    await until(
      () => records(/^0001-/).some((f) => f.data.includes('superseded by ADR-0003')),
      'the mark on the old record',
    );
  });
});

describe('a follow-up', () => {
  it('gives a second version that shows what changed', async () => {
    const first = aDesign();
    const model = first.model ?? { contexts: [], nodes: [], links: [] };
    const refunds: DesignNode = {
      id: 'refund',
      name: 'Refund service',
      kind: 'service',
      owns: [],
      existing: false,
    };
    const second: Partial<Design> = {
      model: {
        ...model,
        nodes: [...model.nodes, refunds],
        links: [...model.links, { from: 'bus', to: 'refund', kind: 'async', event: 'order.order.placed' }],
      },
    };
    const { slack, thread } = await ask([handIn(), handIn(second)]);
    await thread.said('Food delivery for one city');
    const text = '@Architect add a service that pays refunds';
    slack.say({ user: 'bob', channel: 'architecture', thread: thread.thread, text });
    const screen = await thread.said(/v2/);
    expect(shows(screen, 'Refund service')).toBe(true);
    expect(JSON.stringify(screen.blocks)).toContain('slack_file');
    expect(shows(screen, 'Lunch')).toBe(false);
  });

  it('to another architect gives its own design in full, as the next version', async () => {
    const { slack, thread } = await ask([handIn(), handIn({ title: 'Seen by another' })]);
    await thread.said('Food delivery for one city');
    const text = '@Architect @backend how would you build it?';
    slack.say({ user: 'bob', channel: 'architecture', thread: thread.thread, text });
    const screen = await thread.said('Seen by another v2');
    expect(shows(screen, 'A: Modular monolith')).toBe(true);
    expect(shows(screen, '@backend')).toBe(true);
    expect(shows(screen, /changed since/i)).toBe(false);
  });

  it('can be written into a form, and is shown to all', async () => {
    const { slack, thread } = await ask([handIn(), textReply('By publishing again.')]);
    await thread.said('Food delivery for one city');
    await thread.click('bob', /follow-up/i);
    const { view } = await until(() => slack.viewStack('bob').at(-1), 'the form');
    const block = /"block_id":"([^"]+)"/.exec(JSON.stringify(view))?.[1] ?? '';
    const action = /"action_id":"([^"]+)"/.exec(JSON.stringify(view))?.[1] ?? '';
    await slack.submit({ user: 'bob', values: { [block]: { [action]: 'How are lost events found?' } } });
    await thread.said('How are lost events found?');
    await thread.said('By publishing again.');
  });

  it('can ask for the same request once more', async () => {
    const { bot: running, thread } = await ask([handIn(), handIn({ title: 'Another way' })]);
    await thread.said('Food delivery for one city');
    await thread.click('ada', /regenerate/i);
    await thread.said('Another way');
    expect(running.model.requests()).toHaveLength(2);
  });
});
