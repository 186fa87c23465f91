import { describe, expect, it } from 'vitest';
import { planReply } from '../../../../src/adapters/teams/cards.ts';
import { missingWords } from '../../slack/check.ts';
import { FOOTER } from '../../slack/given.ts';
import { ANSWERED, OPEN } from '../../slack/replies.ts';
import { visibleWords } from '../../slack/visible-words.ts';
import { contentsOf, filesOf, ofType, pressesOf, problemsOf, verbsOf, visibleText } from './check.ts';
import { messagesOf, only, planOnce, REF, REPLIES, reply } from './replies.ts';

const cases = Object.entries(REPLIES);

describe('every reply on Teams', () => {
  it.each(cases)('%s is a card that every client reads, below its limits, that calls nobody', (_, item) => {
    const parts = planOnce(item);
    expect(parts[0]?.kind).toBe('message');
    for (const content of contentsOf(parts)) expect(problemsOf(content)).toEqual([]);
    const names = Object.keys(filesOf(parts));
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(parts.map(({ id }) => id)).size).toBe(parts.length);
  });

  it.each(cases)('%s says in its fallback what its card says', (_, item) => {
    for (const { card, fallback } of messagesOf(item)) {
      const read = card.body.filter((element) => !/^(?:Input|ActionSet)/.test(element.type));
      const words = visibleText(read).replace(/\{\{[^}]*\}\}|<at>somebody(?: \d)?<\/at>/g, '');
      if (!fallback.includes('questions.md')) expect(missingWords(words, fallback)).toEqual([]);
    }
  });

  it.each(cases)('%s is planned the same way twice', (_, item) => {
    expect(JSON.stringify(planReply(item))).toBe(JSON.stringify(planOnce(item)));
  });
});

describe('an answer', () => {
  it('goes on in further cards, and says every word', () => {
    for (const name of ['answer, long', 'answer, code', 'answer, hostile']) {
      const item = reply(name);
      if (item.kind !== 'answer') throw new Error('no answer');
      const said = messagesOf(item)
        .map(({ card }) => visibleText(card))
        .join('\n');
      expect(missingWords(visibleWords(item.markdown), said)).toEqual([]);
    }
    expect(messagesOf(reply('answer, long')).length).toBeGreaterThan(1);
  });

  it('that is too much for a chat is whole in a file', () => {
    const item = reply('answer, long');
    if (item.kind !== 'answer') throw new Error('no answer');
    const markdown = 'word and word. '.repeat(35_000);
    const parts = planReply({ ...item, markdown });
    expect(contentsOf(parts).length).toBeLessThanOrEqual(20);
    expect(visibleText(contentsOf(parts).at(-1)?.card)).toContain('the whole of it is in the file answer.md');
    expect(filesOf(parts)['answer.md']).toBe(markdown);
  });

  it('keeps the indents of code', () => {
    const [first] = messagesOf(reply('answer, code'));
    const [code] = ofType(first?.card, 'TextRun').filter((run) => run.fontType === 'Monospace');
    expect(String(code?.text).split('\n').slice(0, 2)).toEqual([
      'services:',
      '\u00a0\u00a0orders: {image: "x"}',
    ]);
  });

  it('is marked as generated, with thumbs below its end only', () => {
    const contents = messagesOf(reply('answer, long'));
    for (const { entities } of contents) expect(entities[0]?.additionalType).toEqual(['AIGeneratedContent']);
    const thumbs = contents.map(({ channelData }) => channelData?.feedbackLoop.type);
    expect(thumbs.filter((type) => type === 'default')).toHaveLength(1);
    expect(thumbs.at(-1)).toBe('default');
  });

  it('lets another agent be asked by a list', () => {
    const { card } = only(reply('answer'));
    const [list] = ofType(card, 'Input.ChoiceSet');
    expect(list?.choices).toEqual([
      { title: 'Cloud Phone Architect (@cloudphone)', value: 'cloudphone' },
      { title: 'Backend Architect (@backend)', value: 'backend' },
    ]);
    expect(verbsOf(card)).toEqual(['another']);
  });

  it('of so many agents that they fill a card leaves room for the rest', () => {
    const others = Array.from({ length: 200 }, (_, n) => ({ id: `agent-${n}`, title: '设'.repeat(120) }));
    for (const name of ['answer', 'design, huge', 'design, changed hugely']) {
      const item = reply(name);
      if (item.kind !== 'answer' && item.kind !== 'design') throw new Error('no answer');
      expect(contentsOf(planReply({ ...item, others })).flatMap(problemsOf)).toEqual([]);
    }
  });
});

describe('progress', () => {
  it('shows each step with its state, how long it takes, and a way to stop', () => {
    const { card, fallback } = only(reply('progress'));
    for (const line of ['✓ Read the request', '◐ Draw the services: orders, payments', '○ Check', '✗ Ask'])
      expect(fallback).toContain(line);
    expect(fallback).toContain('12 s');
    expect(pressesOf(card)).toMatchObject([{ verb: 'stop' }]);
  });

  it('is always one message, whose button stays the same while time goes by', () => {
    for (const [name, item] of cases)
      if (name.startsWith('progress')) expect(planReply(item)).toHaveLength(1);
    const item = reply('progress');
    if (item.kind !== 'progress') throw new Error('no progress');
    const later = only({ ...item, elapsedMs: 99_000 });
    expect(pressesOf(later.card)).toEqual(pressesOf(only(item).card));
  });
});

describe('questions', () => {
  it('are inputs: the likely answers, words of one’s own, one way to send and one to skip', () => {
    const { card } = only(reply('questions'));
    expect(ofType(card, 'Input.ChoiceSet', 'Input.Text').map(({ id }) => id)).toEqual([
      'choice:scale',
      'words:scale',
      'words:team',
    ]);
    expect(verbsOf(card)).toEqual(['send-answers', 'assume']);
    const [send, skip] = ofType(card, 'Action.Execute');
    expect([send?.associatedInputs, skip?.associatedInputs]).toEqual([undefined, 'none']);
  });

  it('say the question, why it is asked, and what is assumed without an answer', () => {
    const { card, fallback } = only(reply('questions'));
    for (const { question, why, default: assumed, options } of OPEN.questions) {
      for (const said of [question, why, assumed, ...options]) {
        expect(visibleText(card)).toContain(said);
        expect(fallback).toContain(said);
      }
    }
  });

  it('take a line each for words beside the likely answers, and more where words are all there is', () => {
    const { card } = only(reply('questions'));
    const [other, free] = ofType(card, 'Input.Text');
    expect([other?.id, other?.isMultiline ?? false]).toEqual(['words:scale', false]);
    expect([free?.id, free?.isMultiline]).toEqual(['words:team', true]);
    for (const input of ofType(card, 'Input.Text', 'Input.ChoiceSet')) {
      expect(String(input.label ?? input.placeholder ?? '')).not.toBe('');
    }
  });

  it('say what is assumed once', () => {
    for (const name of ['questions', 'questions, one answered']) {
      const { card, fallback } = only(reply(name));
      expect(visibleText(card).match(/one team/g)).toHaveLength(1);
      expect(fallback.match(/one team/g)).toHaveLength(1);
    }
  });

  it('show an answer in the place of its inputs', () => {
    const { card } = only(reply('questions, one answered'));
    expect(visibleText(card)).toContain('✓ 100,000');
    expect(ofType(card, 'Input.ChoiceSet', 'Input.Text').map(({ id }) => id)).toEqual(['words:team']);
  });

  it('that are down to one are answered by a tap', () => {
    const open = { ...OPEN, answers: [{ id: 'team', answer: 'we', answeredBy: '29:ada' }] };
    const { card } = only({ kind: 'questions', ref: REF, agent: FOOTER.agent, open });
    const taps = pressesOf(card).slice(0, 2);
    expect(taps).toMatchObject([
      { verb: 'answer', questionId: 'scale', option: 0, ref: REF },
      { verb: 'answer', questionId: 'scale', option: 1, ref: REF },
    ]);
  });

  it('have another token once something else is shown', () => {
    const ask = (open: typeof OPEN) =>
      pressesOf(only({ kind: 'questions', ref: REF, agent: FOOTER.agent, open }).card)[0];
    expect(ask(OPEN)).toEqual(ask({ ...OPEN }));
    expect(ask(ANSWERED)).toMatchObject({ verb: 'send-answers' });
    expect(ask(ANSWERED)).not.toEqual(ask(OPEN));
  });

  it('once closed have no inputs, and say who said what', () => {
    const { card, people } = only(reply('questions-closed'));
    expect(ofType(card, 'Input.ChoiceSet', 'Input.Text', 'Action.Execute')).toEqual([]);
    expect(people.map(({ id }) => id)).toEqual(['U1ADA', 'U2BOB']);
  });

  it('name who answered quietly, right below the answer', () => {
    const { card, fallback } = only(reply('questions-closed'));
    const at = card.body.findIndex((element) => visibleText(element).includes('✓ 100,000'));
    expect(card.body[at + 1]).toMatchObject({ text: '– <at>somebody</at>', spacing: 'None', isSubtle: true });
    expect(fallback).toContain('✓ 100,000\n– somebody');
  });

  it('that are too long for a card are whole in a file, once', () => {
    const huge = reply('questions-closed, huge');
    expect(filesOf(planOnce(huge))['questions.md']).toContain('答'.repeat(9_000));
    expect(visibleText(only(huge).card)).toContain('The whole text is in questions.md.');
  });
});

describe('a failure', () => {
  it('says what happened and offers to try again', () => {
    const { card, fallback } = only(reply('failure'));
    expect(fallback).toContain('The model is too busy');
    expect(verbsOf(card)).toEqual(['retry']);
    const { card: later } = only(reply('failure, later'));
    expect(verbsOf(later)).toEqual([]);
    expect(JSON.stringify(later)).toContain('{{TIME(2026-12-01T08:30:00Z)}}');
  });
});
