import { describe, expect, it } from 'vitest';
import { decodeForm } from '../../../src/adapters/slack/actions.ts';
import { buildForm, readFollowUp, readForm } from '../../../src/adapters/slack/form.ts';
import { buildHome } from '../../../src/adapters/slack/home.ts';
import { readSettings } from '../../../src/adapters/slack/settings-form.ts';
import { DEFAULT_TERMS } from '../../../src/core/thread/channel-settings.ts';
import type { OpenQuestions } from '../../../src/core/thread/questions.ts';
import { toRecord } from '../../../src/dev/slack/json.ts';
import { missingWords, problemsOf, visibleText, walk } from './check.ts';
import { AGENT, NASTY, REF } from './given.ts';
import { ANSWERED, HUGE_OPEN, NASTY_OPEN, OPEN } from './replies.ts';

function form(open: OpenQuestions) {
  return buildForm({ kind: 'questions-form', ref: REF, agent: AGENT, open });
}

/** What Slack sends back when each field is filled in by its block id. */
function filled(fields: Record<string, string>, choices: Record<string, string> = {}): unknown {
  const entries = [
    ...Object.entries(fields).map(([id, value]) => [id, { [id]: { type: 'plain_text_input', value } }]),
    ...Object.entries(choices).map(([id, value]) => [
      id,
      { [id]: { type: 'radio_buttons', selected_option: { value } } },
    ]),
  ];
  return Object.fromEntries(entries);
}

describe('the form', () => {
  it.each([
    ['plain', OPEN],
    ['nasty', NASTY_OPEN],
    ['huge', HUGE_OPEN],
  ])('%s is one that Slack opens', (_, open) => {
    const view = form(open);
    expect(problemsOf(view.blocks, 'modal')).toEqual([]);
    for (const title of [view.title, view.submit, view.close])
      expect(title?.text.length).toBeLessThanOrEqual(24);
    expect(Buffer.byteLength(JSON.stringify(view))).toBeLessThan(250_000);
    expect(decodeForm(view.callback_id, view.private_metadata)).toEqual({ form: 'questions', ref: REF });
  });

  it('shows every question, option and default whole', () => {
    for (const open of [OPEN, NASTY_OPEN, HUGE_OPEN]) {
      const seen = [...walk(form(open).blocks)]
        .map((node) => (typeof node.text === 'string' ? node.text : ''))
        .join('\n');
      for (const question of open.questions) {
        for (const text of [question.question, question.why, ...question.options, question.default]) {
          expect(seen).toContain(text.trim());
        }
      }
    }
  });

  it('asks only what is still open, and requires nothing', () => {
    const inputs = form(ANSWERED).blocks.filter((block) => block.type === 'input');
    expect(inputs.map((block) => block.block_id)).toEqual(['words:team']);
    expect(inputs.every((block) => 'optional' in block && block.optional === true)).toBe(true);
  });

  it('says so when nothing is open any more', () => {
    const view = form({ ...OPEN, skipped: ['scale', 'team'] });
    expect(visibleText(view.blocks as Parameters<typeof visibleText>[0])).toContain('answered');
    expect(problemsOf(view.blocks, 'modal')).toEqual([]);
  });

  it('brings a choice, words, or both', () => {
    const choice = filled({ 'words:scale': '  ', 'words:team': ' two of us ' }, { 'choice:scale': '1' });
    expect(readForm(choice, OPEN)).toEqual({ scale: '100,000', team: 'two of us' });
    const both = filled({ 'words:scale': 'on Fridays' }, { 'choice:scale': '0' });
    expect(readForm(both, OPEN)).toEqual({ scale: '1,000 (on Fridays)' });
  });

  it.each([
    ['nothing', undefined],
    ['text', 'x'],
    ['other fields', filled({ 'words:other': 'x' })],
    ['an option that is not there', filled({}, { 'choice:scale': '7' })],
    ['an option that is no number', filled({}, { 'choice:scale': '__proto__' })],
    [
      'empty fields',
      { 'words:scale': { 'words:scale': { value: null } }, 'choice:scale': { 'choice:scale': {} } },
    ],
  ])('with %s brings no answer', (_, values) => {
    expect(readForm(values, OPEN)).toEqual({});
  });
});

describe('the form for a follow-up', () => {
  const view = buildForm({ kind: 'follow-up-form', ref: REF, agent: { ...AGENT, title: '长'.repeat(200) } });

  it('is one that Slack opens', () => {
    expect(problemsOf(view.blocks, 'modal')).toEqual([]);
    for (const title of [view.title, view.submit, view.close])
      expect(title?.text.length).toBeLessThanOrEqual(24);
    expect(decodeForm(view.callback_id, view.private_metadata)).toEqual({ form: 'follow-up', ref: REF });
  });

  it('brings what was written into its one field', () => {
    const ids = view.blocks.map((block) => block.block_id ?? '');
    expect(ids).toHaveLength(1);
    expect(readFollowUp(filled({ [ids[0] ?? '']: ' And refunds?\n' }))).toBe('And refunds?');
    for (const nothing of [undefined, {}, filled({ [ids[0] ?? '']: ' \n' }), filled({ other: 'x' })]) {
      expect(readFollowUp(nothing)).toBe('');
    }
  });
});

describe('the form of a channel’s settings', () => {
  const agents = Array.from({ length: 150 }, (_, n) => ({ id: `agent-${n}`, title: `${NASTY} ${n}` }));
  const settings = { kind: 'settings-form' as const, channelId: 'C1', openedBy: 'press-1', agents };
  const view = buildForm({ ...settings, agent: 'agent-140', terms: DEFAULT_TERMS });
  const shown = (of: unknown) =>
    [...walk(of)].flatMap((node) => (node.initial_option ? [toRecord(node.initial_option).value] : []));

  it.each([
    ['with many agents', agents],
    ['with none', []],
  ])('%s is one that Slack opens', (_, some) => {
    const { blocks } = buildForm({ ...settings, agents: some, terms: DEFAULT_TERMS });
    expect(problemsOf(blocks, 'modal')).toEqual([]);
  });

  it('shows what holds now', () => {
    expect(shown(view.blocks)).toEqual(['agent-140', '86400000', '604800000', 'assume']);
    const other = buildForm({
      ...settings,
      agent: 'gone',
      terms: { remindAfterMs: 'never', endAfterMs: 5, atEnd: 'close' },
    });
    expect(shown(other.blocks)).toEqual(['never', 'close']);
  });

  it('brings what was chosen, and nothing else', () => {
    const chosen = (value: string) => ({ type: 'static_select', selected_option: { value } });
    const values = {
      agent: { agent: chosen('auto') },
      end: { end: chosen('5') },
      other: { other: chosen('x') },
    };
    expect(readSettings(values)).toEqual({ agent: 'auto', end: '5' });
    for (const nothing of [undefined, null, 'x', [], { agent: 'x' }, { agent: { agent: null } }]) {
      expect(readSettings(nothing)).toEqual({});
    }
  });
});

describe('the App Home', () => {
  const agents = Array.from({ length: 80 }, (_, n) => ({
    id: `agent-${n}`,
    title: `Agent ${n} <!channel>`,
    description: 'word '.repeat(900),
    model: 'sonnet',
    example: 'How?',
  }));

  it.each([0, 3, 80])('with %i agents is one that Slack publishes', (count) => {
    const view = buildHome({ agents: agents.slice(0, count) });
    expect(problemsOf(view.blocks, 'home')).toEqual([]);
    expect(Buffer.byteLength(JSON.stringify(view))).toBeLessThan(250_000);
  });

  it('says how to ask, whom, and what becomes of what is said', () => {
    const view = buildHome({ agents: agents.slice(0, 2) });
    const seen = visibleText(view.blocks as Parameters<typeof visibleText>[0]);
    expect(missingWords('architect question agent 0 agent 1 help AI generated language model', seen)).toEqual(
      [],
    );
  });
});
