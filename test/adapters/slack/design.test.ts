import { describe, expect, it } from 'vitest';
import { decodeAction } from '../../../src/adapters/slack/actions.ts';
import { planReply } from '../../../src/adapters/slack/blocks.ts';
import { SAMPLE_DESIGN, textsOf } from '../../core/design/sample-design.ts';
import { bare, contentsOf, filesOf, unescapeText, walk } from './check.ts';
import { REF } from './given.ts';
import { actionsOf, messagesOf, planOnce, reply } from './planned.ts';
import { FINDINGS, PICTURE, present } from './presented.ts';
import { REPLIES } from './replies.ts';

const cases = Object.entries(REPLIES);

describe('designs', () => {
  it('begin with one screen: title, summary, picture, options, checks, counts, reason, cost', () => {
    const [first] = messagesOf(reply('design'));
    for (const said of [
      SAMPLE_DESIGN.title,
      'Three services around an order',
      PICTURE.altText,
      '★ A: Modular monolith | low | 200 € a month',
      'Recommended: Modular monolith.',
      '✓ 2 contracts valid · 24 checks',
      '2 services · 1 store · 3 links · 1 event · 2 contracts · 1 decision · 1 risk · 1 open question',
      'One deployable, modules by context.',
      'claude-sonnet-5-5',
      'Whole document: design.md · 4 files below, all in one: design.zip',
    ]) {
      expect(first?.text).toContain(said);
    }
    expect(first?.blocks.length).toBeLessThanOrEqual(14);
  });

  it('offer what can be done next', () => {
    const [first] = messagesOf(reply('design'));
    expect(actionsOf(first?.blocks)).toEqual([
      { verb: 'choose', ...REF, option: 0 },
      { verb: 'choose', ...REF, option: 1 },
      { verb: 'follow-up', ...REF },
      { verb: 'regenerate', ...REF },
    ]);
    const lists = [...walk(first?.blocks)].filter((node) => node.type === 'static_select');
    expect(lists.map((node) => JSON.stringify(node.placeholder))).toEqual([
      expect.stringContaining('another'),
    ]);
    expect([...walk(first?.blocks)].some((node) => node.type === 'feedback_buttons')).toBe(true);
  });

  it('with many options offer them in a list, each to be told from the others', () => {
    const [first] = messagesOf(reply('design, many options'));
    const [list] = [...walk(first?.blocks)].filter((node) => node.type === 'static_select');
    const choices = [...walk(list?.options)].filter((node) => typeof node.value === 'string');
    expect(choices.map((node) => decodeAction(list?.action_id, node.value))).toEqual(
      [0, 1, 2, 3, 4].map((option) => ({ verb: 'choose', ...REF, option })),
    );
    const labels = choices.map((node) => JSON.stringify(node.text));
    expect(new Set(labels).size).toBe(5);
    for (const label of labels) expect(first?.text).toContain(label.match(/[A-E]: /)?.[0]);
  });

  it('with a single option leave nothing to choose', () => {
    const options = SAMPLE_DESIGN.options.slice(0, 1);
    const [first] = messagesOf(present({ ...SAMPLE_DESIGN, options }));
    expect(actionsOf(first?.blocks).map((action) => action?.verb)).toEqual(['follow-up', 'regenerate']);
  });

  it('show which option was chosen, by whom, and let another one be chosen', () => {
    const [first] = contentsOf(planReply(reply('design, chosen'), (id) => `Name of ${id}`));
    expect(first?.text).toContain('★ A: Modular monolith | low');
    expect(first?.text).toContain('✓ B: Services | high');
    expect(first?.text).toContain('✓ Services was chosen by Name of U1ADA in ADR-0008.');
    const choices = actionsOf(first?.blocks).filter((action) => action?.verb === 'choose');
    expect(choices.map((action) => action?.option)).toEqual([0]);
  });

  it('list remaining errors on the screen, and every finding with its place below', () => {
    const [first, ...rest] = messagesOf(reply('design, with findings'));
    expect(first?.text).toContain('✗ 1 of 2 contracts valid · 24 checks · 7 errors · 1 warning · 1 note');
    expect(first?.text).toContain('Service 5 waits for itself: let it listen to an event instead.');
    expect(first?.text).not.toContain('Service 6 waits');
    expect(first?.text).toContain('2 more errors under “Review”');
    const below = rest.map((message) => unescapeText(message.text)).join('\n');
    for (const { message, where, rule } of FINDINGS) {
      expect(below).toContain(message);
      expect(below).toContain(`${rule} · ${where}`);
    }
  });

  it('stay one screen whatever they hold', () => {
    for (const [name, item] of cases) {
      if (item.kind !== 'design') continue;
      const [first] = messagesOf(item);
      expect({ name, verbs: actionsOf(first?.blocks).map((action) => action?.verb) }).toEqual({
        name,
        verbs: expect.arrayContaining(['follow-up', 'regenerate']),
      });
    }
  });

  it('say everything in messages', () => {
    const text = bare(
      messagesOf(reply('design'))
        .map((content) => unescapeText(content.text))
        .join('\n'),
    );
    const contracts = SAMPLE_DESIGN.contracts.map((contract) => contract.content);
    for (const said of textsOf(SAMPLE_DESIGN)) {
      if (contracts.includes(said)) continue;
      const plain = said.replace(/^```\w*$/gm, '').replace(/^\d+\. /gm, '');
      for (const line of plain.split('\n')) expect(text).toContain(bare(line));
    }
  });

  it('hand over all their files, ten in a message, pictures first and apart', () => {
    const files = Array.from({ length: 23 }, (_, n) => ({
      name: `file-${n}.${n === 21 ? 'png' : 'md'}`,
      mediaType: n === 21 ? 'image/png' : 'text/markdown',
      content: `${n}`,
    }));
    const parts = planReply(present(SAMPLE_DESIGN, { files })).filter((part) => part.kind === 'files');
    expect(parts.map((part) => part.files.length)).toEqual([1, 10, 10, 2]);
    expect(parts.map((part) => part.id)).toEqual(['pictures-0', 'files-0', 'files-1', 'files-2']);
    const names = parts.flatMap((part) => part.files.map((file) => file.name));
    expect(names.slice(0, 2)).toEqual(['file-21.png', 'file-0.md']);
    expect([...names].sort()).toEqual(files.map((file) => file.name).sort());
  });

  it('that are too long for a channel say where the rest is', () => {
    const contents = messagesOf(reply('design, huge'));
    expect(contents.length).toBeLessThanOrEqual(30);
    expect(contents.at(-1)?.text).toContain('design.md');
  });
});

describe('later versions of a design', () => {
  it('say what changed, and not all of it again', () => {
    const item = reply('design, changed');
    const [first, ...more] = messagesOf(item);
    expect(more).toEqual([]);
    for (const said of [
      'Ordering for a bakery chain v2',
      'Three services around an order, with events between them.',
      PICTURE.altText,
      '+ Refund service',
      '~ Orders – port: 8080 → 8081',
      '− Oven plan',
      'Orders → Refund service – REST',
      'Orders: POST /refunds',
      'Refunds are asynchronous',
      'Services – recommended now',
      'Who owns refunds?',
      '24 checks',
      'design.md',
    ]) {
      expect(unescapeText(first?.text ?? '')).toContain(said);
    }
    expect(first?.text).not.toContain('The order service owns orders');
    expect(actionsOf(first?.blocks).map((action) => action?.verb)).toContain('choose');
    expect(Object.keys(filesOf(planOnce(item)))).toHaveLength(4);
  });

  it('say so when nothing in the structure changed, and what else did', () => {
    const [hardly] = messagesOf(reply('design, hardly changed'));
    expect(hardly?.text).toContain('Nothing in the structure changed since version 1.');
    expect(hardly?.text).toContain('Who owns refunds?');
    const [same] = messagesOf(reply('design, not changed'));
    expect(same?.text).toContain('Nothing in the structure changed since version 2.');
  });

  it('that changed a lot count it on the screen, and list all of it below', () => {
    const [first, ...rest] = messagesOf(reply('design, changed hugely'));
    expect(first?.text).toContain('All changes of version 2 follow below');
    const below = rest.map((message) => message.text).join('\n');
    for (let n = 0; n < 60; n++) expect(below.split(`+ Service ${n} `)).toHaveLength(4);
  });

  it('without known changes are shown whole', () => {
    const [first] = messagesOf(present(SAMPLE_DESIGN, { version: 2 }));
    expect(first?.text).toContain('Ordering for a bakery chain v2');
    expect(first?.text).toContain('★ A: Modular monolith');
  });
});

describe('a choice', () => {
  it('says what was decided, by whom, instead of what, with the record as a file', () => {
    const parts = planReply(reply('chosen'), (id) => `Name of ${id}`);
    const [content] = contentsOf(parts);
    for (const said of [
      'ADR-0008 accepted: Option for Ordering',
      'Services – chosen by Name of U1ADA.',
      'Supersedes ADR-0003 Older',
    ]) {
      expect(content?.text).toContain(said);
    }
    expect(filesOf(parts)).toEqual({ '0008-option-for-ordering.md': '# Option' });
  });
});
