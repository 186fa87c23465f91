import { describe, expect, it } from 'vitest';
import { createAgentFolder } from '../../../src/adapters/files/agent-folder.ts';
import { agentSchema } from '../../../src/core/agents/agent.ts';
import { loadAgents } from '../../../src/core/agents/load-agents.ts';
import { createMemoryFolder } from './memory-folder.ts';

const FOREIGN = new URL('../../fixtures/agents/foreign', import.meta.url).pathname;

async function loadOne(text: string | Uint8Array, others: Record<string, string> = {}) {
  const { agents, problems } = await loadAgents(createMemoryFolder({ 'one.md': text, ...others }));
  return { agent: agents.find(({ file }) => file === 'one.md'), problems };
}

describe('files of other programs', () => {
  it('load as they are', async () => {
    const { agents, problems } = await loadAgents(createAgentFolder(FOREIGN));
    expect(agents.map(({ id, title, model }) => [id, title, model])).toEqual([
      ['dialogue-one', 'logistics-advisor', 'haiku'],
      ['dialogue-two', 'logistics-advisor', 'opus'],
      ['plain-command', 'Warehouse Advisor', 'sonnet'],
      ['spoken-name', 'Logistics Advisor', 'sonnet'],
      ['yard-advisor', 'yard-advisor', 'sonnet'],
    ]);
    expect(problems.map(({ file, line, severity }) => [file, line, severity])).toEqual([
      ['other-tools.md', 4, 'warning'],
      ['other-tools.md', 5, 'warning'],
      ['plain-command.md', 3, 'warning'],
    ]);
    for (const agent of agents) expect(agentSchema.parse(JSON.parse(JSON.stringify(agent)))).toEqual(agent);
  });

  it('give their dialogues as examples and keep the rest as description', async () => {
    const { agents } = await loadAgents(createAgentFolder(FOREIGN));
    const [one, two] = agents;
    expect(one?.examples).toEqual(['How do parcels find the new depot?']);
    expect(one?.description).toBe('Use this for questions about parcels: routing, depots, tracking.');
    expect(two?.examples).toEqual(['Who tells the customer that a courier is late?']);
    expect(two?.color).toBe('yellow');
    expect(two?.argumentHint).toBe('[depot] [courier]');
  });

  it('may use every tool when they name only tools that are unknown here', async () => {
    const { agents } = await loadAgents(createAgentFolder(FOREIGN));
    expect(agents.find(({ id }) => id === 'yard-advisor')?.tools).toBeUndefined();
  });
});

describe('front matter', () => {
  it('is read with CRLF and a byte-order mark', async () => {
    const { agent, problems } = await loadOne(
      '\uFEFF---\r\nname: a-b\r\nmodel: opus\r\n---\r\n# T\r\n\r\nDo it.\r\n',
    );
    expect(problems).toEqual([]);
    expect(agent).toMatchObject({ id: 'a-b', title: 'T', model: 'opus', instructions: '# T\n\nDo it.' });
  });

  it('may be missing, empty or say nothing', async () => {
    for (const text of [
      'Do it.',
      '---\n---\nDo it.',
      '---\n# only a remark\n---\nDo it.',
      '\n\n---\nname:\n---\nDo it.',
    ]) {
      const { agent, problems } = await loadOne(text);
      expect(problems).toEqual([]);
      expect(agent).toMatchObject({
        id: 'one',
        title: 'one',
        model: 'sonnet',
        clarify: { rounds: 2, topics: [] },
      });
    }
  });

  it('takes every key of the contract', async () => {
    const { agent, problems } = await loadOne(
      `---
name: Data Steward
title: The Steward
description: Looks after data
examples: [Who owns orders?, 'cut: where?']
model: claude-opus-5-5
color: red
argument-hint: what to judge
tools: [submit_design, read_file]
includes: [_shared/rules.md]
output:
  sections: [Problem, Decision]
  options: [2, 3]
  deliverables: [diagram, ownership]
  languages: [Go]
clarify:
  rounds: 1
  topics:
    - Scale: how many a day
rules: { event-name: warning, no-contract: off }
---
Judge it.
`,
      { '_shared/rules.md': '---\ntitle: not shown\n---\nBe brief.\n' },
    );
    expect(problems).toEqual([]);
    expect(agent).toMatchObject({
      id: 'data-steward',
      title: 'The Steward',
      examples: ['Who owns orders?', 'cut: where?'],
      model: 'claude-opus-5-5',
      color: 'red',
      argumentHint: 'what to judge',
      tools: ['submit_design', 'read_file'],
      output: {
        sections: ['Problem', 'Decision'],
        options: [2, 3],
        deliverables: ['diagram', 'ownership'],
        languages: ['Go'],
      },
      clarify: { rounds: 1, topics: ['Scale: how many a day'] },
      rules: { 'event-name': 'warning', 'no-contract': 'off' },
      instructions: 'Be brief.\n\nJudge it.',
    });
  });

  it('understands keys that are written with a dot', async () => {
    const { agent } = await loadOne(
      '---\noutput.sections: [A, B]\noutput.options: [2, 2]\nclarify.rounds: 0\n---\nDo it.',
    );
    expect(agent?.output).toMatchObject({ sections: ['A', 'B'], options: [2, 2] });
    expect(agent?.clarify.rounds).toBe(0);
  });

  it('names unknown keys with their line, and the agent still loads', async () => {
    const { agent, problems } = await loadOne(
      '---\nname: x\npriority: 3\noutput:\n  colour: red\n---\nDo it.',
    );
    expect(agent?.id).toBe('x');
    expect(problems).toEqual([
      { file: 'one.md', line: 3, severity: 'warning', message: expect.stringContaining('"priority"') },
      { file: 'one.md', line: 5, severity: 'warning', message: expect.stringContaining('"output.colour"') },
    ]);
  });

  it('does not share what it read with a later file of the same text', async () => {
    const text = '---\nexamples: [a]\n---\nDo it.';
    const { agent: first } = await loadOne(text);
    first?.examples.push('changed');
    expect((await loadOne(text)).agent?.examples).toEqual(['a']);
  });

  it('cannot reach the prototype of objects', async () => {
    const { problems } = await loadOne(
      '---\n__proto__: { polluted: yes }\nrules: { __proto__: { polluted: yes } }\n---\nDo it.',
    );
    expect(problems.length).toBeGreaterThan(0);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });
});

describe('ids', () => {
  it('come from the file where two names meet, whatever the order', async () => {
    const files = {
      'b.md': '---\nname: same\n---\nB',
      'a.md': '---\nname: Same\n---\nA',
      'c.md': '---\nname: other\n---\nC',
    };
    const { agents, problems } = await loadAgents(createMemoryFolder(files));
    expect(agents.map(({ id }) => id)).toEqual(['a', 'b', 'other']);
    expect(problems).toEqual([]);
  });

  it('give way in a chain until none meet', async () => {
    const files = {
      'x.md': '---\nname: y\n---\nX',
      'y.md': '---\nname: z\n---\nY',
      'z.md': '---\nname: z\n---\nZ',
    };
    const { agents } = await loadAgents(createMemoryFolder(files));
    expect(agents.map(({ id, file }) => [id, file])).toEqual([
      ['x', 'x.md'],
      ['y', 'y.md'],
      ['z', 'z.md'],
    ]);
  });

  it('turn every other character into a dash, and what was changed stays the title', async () => {
    const { agent } = await loadOne('---\nname: Ärzte & Co.\n---\n# Heading\nDo it.');
    expect(agent).toMatchObject({ id: '-rzte---co-', title: 'Ärzte & Co.' });
  });

  it('are refused to the second of two files whose names say the same', async () => {
    const { agents, problems } = await loadAgents(createMemoryFolder({ 'a b.md': 'One', 'a-b.md': 'Two' }));
    expect(agents.map(({ file }) => file)).toEqual(['a b.md']);
    expect(problems).toMatchObject([{ file: 'a-b.md', severity: 'error' }]);
  });
});

describe('the hash', () => {
  const text = (model: string, color: string) => `---\nmodel: ${model}\ncolor: ${color}\n---\nDo it.`;

  it('changes with what the model sees or the program enforces, and only then', async () => {
    const base = (await loadOne(text('opus', 'red'))).agent?.hash;
    expect(base).toMatch(/^[0-9a-f]{12}$/);
    expect((await loadOne(text('opus', 'red'))).agent?.hash).toBe(base);
    expect((await loadOne(text('opus', 'blue'))).agent?.hash).toBe(base);
    expect((await loadOne(text('haiku', 'red'))).agent?.hash).not.toBe(base);
    expect((await loadOne(`${text('opus', 'red')} Now.`)).agent?.hash).not.toBe(base);
  });

  it('changes with an include', async () => {
    const agent = '---\nincludes: _shared/a.md\n---\nDo it.';
    const [one, two] = await Promise.all([
      loadOne(agent, { '_shared/a.md': 'A' }),
      loadOne(agent, { '_shared/a.md': 'B' }),
    ]);
    expect(one.agent?.hash).not.toBe(two.agent?.hash);
  });
});

describe('includes', () => {
  it('stand before the instructions, each once, what they need before them', async () => {
    const { agent, problems } = await loadOne(
      '---\nincludes: [_s/a.md, _s/b.md]\n---\nA prerequisite is [b](<_s/b.md#part>).\n\nDo it.',
      { '_s/a.md': 'A. Prerequisite: [base](base.md)', '_s/base.md': 'BASE', '_s/b.md': 'B' },
    );
    expect(problems).toEqual([]);
    expect(agent?.instructions.split('\n\n').slice(0, 3)).toEqual([
      'BASE',
      'A. Prerequisite: [base](base.md)',
      'B',
    ]);
  });

  it('are followed through the front matter of what is included, relative to it', async () => {
    const { agent, problems } = await loadOne('---\nincludes: [_s/deep/a.md, _s/b.md]\n---\nDo it.', {
      '_s/deep/a.md': '---\ntitle: not shown\nincludes: ../b.md\n---\nA',
      '_s/b.md': '---\nincludes: [c.md]\n---\nB',
      '_s/c.md': 'C',
    });
    expect(problems).toEqual([]);
    expect(agent?.instructions).toBe('C\n\nB\n\nA\n\nDo it.');
  });

  it('that ask for others in a way that cannot be read are named', async () => {
    const { agent, problems } = await loadOne('---\nincludes: [_s/a.md]\n---\nDo it.', {
      '_s/a.md': '---\nincludes: { b: c, d: e }\n---\nA',
    });
    expect(agent).toBeUndefined();
    expect(problems).toMatchObject([{ file: 'one.md', line: 2, severity: 'error' }]);
  });

  it('that are missing or on the web are warnings with their line', async () => {
    const { agent, problems } = await loadOne(
      '# T\n\nPrerequisites: [a](a.md), [b](https://example.org/b.md)\n',
    );
    expect(agent).toBeDefined();
    expect(problems).toMatchObject([
      { file: 'one.md', line: 3, severity: 'warning' },
      { file: 'one.md', line: 3, severity: 'warning' },
    ]);
  });

  it('are not looked for in code, nor in lines that do not say prerequisite', async () => {
    const { problems } = await loadOne('See [a](a.md).\n\n```\nprerequisite [b](b.md)\n```\n');
    expect(problems).toEqual([]);
  });
});
