import { describe, expect, it } from 'vitest';
import { decodeAction } from '../../../src/adapters/slack/actions.ts';
import { planReply } from '../../../src/adapters/slack/blocks.ts';
import { toClassicBlocks } from '../../../src/adapters/slack/classic.ts';
import {
  contentsOf,
  expectSendable,
  filesOf,
  missingWords,
  problemsOf,
  unescapeText,
  visibleText,
  walk,
} from './check.ts';
import { FOOTER, REF } from './given.ts';
import { actionsOf, buttonsOf, messagesOf, only, planOnce, reply } from './planned.ts';
import { ANSWERED, CLOSED, OPEN, REPLIES } from './replies.ts';

const cases = Object.entries(REPLIES);

const NAMES_PEOPLE = [
  ...['request', 'questions-closed', 'reminder', 'stopped', 'design', 'chosen'],
  ...['digest', 'digest-list'],
];

describe('every reply on Slack', () => {
  it.each(cases)('%s keeps all limits and pings nobody', (_, item) => {
    const parts = planOnce(item);
    expect(parts[0]?.kind).toBe('message');
    const people = NAMES_PEOPLE.includes(item.kind) ? { people: true as const } : {};
    for (const content of contentsOf(parts)) expectSendable(content, people);
    const names = parts.flatMap((part) => (part.kind === 'files' ? part.files.map((f) => f.name) : []));
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(cases)('%s says in its text what its blocks say', (_, item) => {
    for (const { text, blocks } of messagesOf(item)) {
      const read = blocks.filter((block) => block.type !== 'actions' && block.type !== 'context_actions');
      const words = visibleText(read).replace('Tap, write an answer, or just reply', '');
      if (!text.includes('questions.md')) expect(missingWords(words, unescapeText(text))).toEqual([]);
    }
  });

  it.each(cases)('%s is planned the same way twice', (_, item) => {
    expect(JSON.stringify(planReply(item))).toBe(JSON.stringify(planOnce(item)));
  });

  it.each(cases)('%s has a form that old workspaces take, with the same buttons', (_, item) => {
    for (const { blocks } of messagesOf(item)) {
      const classic = toClassicBlocks(blocks);
      expect(problemsOf(classic, 'message', true)).toEqual([]);
      expect(
        missingWords(visibleText(blocks.filter((b) => b.type !== 'plan')), visibleText(classic)),
      ).toEqual([]);
      for (const action of actionsOf(classic)) expect(action).toBeDefined();
    }
  });
});

describe('progress', () => {
  it('shows each step with its state, how long it takes, and a way to stop', () => {
    const { blocks, text } = only(reply('progress'));
    expect([...walk(blocks)].flatMap((node) => (node.type === 'task_card' ? [node.status] : []))).toEqual([
      'complete',
      'in_progress',
      'pending',
      'error',
    ]);
    expect(text).toContain('12 s');
    expect(actionsOf(blocks)).toEqual([{ verb: 'stop', ...REF }]);
  });

  it('is always one message', () => {
    for (const [name, item] of cases)
      if (name.startsWith('progress')) expect(planReply(item)).toHaveLength(1);
  });
});

describe('questions', () => {
  it('offers the options, a form and to assume the rest', () => {
    expect(actionsOf(only(reply('questions')).blocks)).toEqual([
      { verb: 'answer', ...REF, questionId: 'scale', option: 0 },
      { verb: 'answer', ...REF, questionId: 'scale', option: 1 },
      { verb: 'form', ...REF },
      { verb: 'assume', ...REF },
    ]);
  });

  it('says the question, why it is asked, and what is assumed without an answer', () => {
    const { blocks, text } = only(reply('questions'));
    for (const { question, why, default: assumed } of OPEN.questions) {
      for (const said of [question, why, assumed]) {
        expect(visibleText(blocks)).toContain(said);
        expect(text).toContain(said);
      }
    }
  });

  it('shows an answer in the place of its buttons', () => {
    const { blocks } = only({ kind: 'questions', ref: REF, agent: FOOTER.agent, open: ANSWERED });
    expect(visibleText(blocks)).toContain('✓ 100,000');
    expect(actionsOf(blocks).map((action) => action?.verb)).toEqual(['form', 'assume']);
  });

  it('once closed has no buttons, and says who said what', () => {
    const { blocks } = only({ kind: 'questions-closed', agent: FOOTER.agent, open: CLOSED });
    expect(buttonsOf(blocks)).toEqual([]);
    expect([...walk(blocks)].filter((node) => node.type === 'user').map((node) => node.user_id)).toEqual([
      'U1ADA',
      'U2BOB',
    ]);
    const [named] = contentsOf(
      planReply({ kind: 'questions-closed', agent: FOOTER.agent, open: CLOSED }, (id) => `Name of ${id}`),
    );
    expect(visibleText(named?.blocks ?? [])).toContain('Name of U1ADA');
    expect(named?.text).toContain('Name of U2BOB');
  });

  it('numbers options that are too long for a button, and shows them whole', () => {
    const { blocks } = only(reply('questions, nasty'));
    expect(visibleText(blocks)).toContain(`Option 2: ${'x'.repeat(150)}`);
    const labels = buttonsOf(blocks).map((node) => JSON.stringify(node.text));
    expect(labels[1]).toContain('Option 2');
  });

  it('stays one message when it is huge, with the whole in a file that is posted once', () => {
    const huge = reply('questions, huge');
    if (huge.kind !== 'questions') throw new Error('not questions');
    const parts = planOnce(huge);
    expect(contentsOf(parts)).toHaveLength(1);
    const whole = filesOf(parts)['questions.md'] ?? '';
    for (const question of huge.open.questions) {
      for (const text of [question.question, question.why, ...question.options, question.default]) {
        expect(whole).toContain(text);
      }
    }
    const later = { ...huge, open: { ...huge.open, skipped: ['q1'] } };
    expect(filesOf(planReply(later))).toEqual({});
  });
});

describe('when nobody answers', () => {
  it('a reminder calls whoever asked, says what is open and when it ends, and what can be done', () => {
    const { blocks, text } = only(reply('reminder'));
    expect([...walk(blocks)].filter((node) => node.type === 'user').map((node) => node.user_id)).toEqual([
      'U1ADA',
    ]);
    expect(text).toContain('2. Who runs it?');
    expect(text).not.toContain('How many orders');
    expect(text).toContain('2026-12-01 08:30 UTC');
    expect(actionsOf(blocks).map((action) => action?.verb)).toEqual(['form', 'assume', 'settings']);
  });

  it('a card says what comes of it, and can be asked again where nothing does', () => {
    const assumed = only(reply('questions-closed, left to the agent'));
    expect(assumed.text).toContain('7 days');
    expect(assumed.text).toContain('one team');
    expect(actionsOf(assumed.blocks)).toEqual([]);
    const closed = only(reply('questions-closed, for want of answers'));
    expect(closed.text).toContain('1 day');
    expect(actionsOf(closed.blocks)).toEqual([{ verb: 'retry', ...REF }]);
  });
});

describe('answers', () => {
  it('end with who answered at what cost, and with thumbs', () => {
    const last = messagesOf(reply('answer, long')).at(-1);
    expect(last?.text).toMatch(
      /Backend architect.*claude-sonnet-5-5.*12,345.*80 % cached.*1 min 5 s.*AI-generated/,
    );
    const thumbs = [...walk(last?.blocks)].filter((node) => node.type === 'feedback_buttons');
    expect(thumbs).toHaveLength(1);
    for (const [thumb, value] of [
      ['positive_button', 'up'],
      ['negative_button', 'down'],
    ] as const) {
      const [button] = [...walk(thumbs[0]?.[thumb])];
      expect(decodeAction(thumbs[0]?.action_id, button?.value)).toEqual({ verb: 'feedback', ...REF, value });
    }
  });

  it('that are too long for a channel go into a file as a whole', () => {
    const item = reply('answer, huge');
    if (item.kind !== 'answer') throw new Error('not an answer');
    const parts = planOnce(item);
    expect(contentsOf(parts)).toHaveLength(30);
    expect(contentsOf(parts).at(-1)?.text).toContain('answer.md');
    expect(filesOf(parts)['answer.md']).toBe(item.markdown);
  });
});

describe('the rest', () => {
  it.each<[string, unknown[]]>([
    ['failure', [{ verb: 'retry', ...REF }]],
    ['failure, later', []],
    ['stopped', [{ verb: 'retry', ...REF }]],
    ['invite', [{ verb: 'invited', ...REF }]],
    ['edited', [{ verb: 'rerun', ...REF, messageId: '1700000000.000200' }]],
    ['notice', []],
    ['help', [{ verb: 'settings', threadId: '-', turn: 0 }]],
    ['agents', [{ verb: 'settings', threadId: '-', turn: 0 }]],
  ])('%s offers what can be done', (name, actions) => {
    expect(actionsOf(only(reply(name)).blocks)).toEqual(actions);
  });

  it('a failure says when trying again makes sense, in the time zone of the reader', () => {
    const { blocks, text } = only(reply('failure, later'));
    expect(text).toContain('2026-12-01 08:30 UTC');
    const [date] = [...walk(blocks)].filter((node) => node.type === 'date');
    expect(date?.timestamp).toBe(Date.UTC(2026, 11, 1, 8, 30) / 1_000);
  });

  it('a long question is shown with its beginning, and whole in a file', () => {
    const item = reply('request, long');
    if (item.kind !== 'request') throw new Error('not a request');
    const parts = planOnce(item);
    expect(contentsOf(parts)).toHaveLength(1);
    expect(contentsOf(parts)[0]?.text).toContain('request.md');
    expect(filesOf(parts)['request.md']).toBe(item.question);
  });

  it('names the asker where the name is known', () => {
    const [content] = contentsOf(planReply(reply('request'), () => 'Ada <!here>'));
    expect(content?.text).toMatch(/^Ada &lt;!here&gt; asks:/);
    if (content) expectSendable(content);
  });

  it('an unknown agent is answered with the nearest one', () => {
    const { text } = only(reply('agents, unknown'));
    expect(text).toContain('There is no agent bakend &lt;!here&gt;. Did you mean @backend?');
  });

  it('help has the words that work', () => {
    const { text } = only(reply('help'));
    for (const word of ['@&lt;agent&gt;', 'agents', 'help', 'stop', 'status', 'retry', 'skip', 'quiet']) {
      expect(text).toContain(word);
    }
  });
});
