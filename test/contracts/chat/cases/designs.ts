import { unzipSync } from 'fflate';
import { expect } from 'vitest';
import { type DesignNode, parseDesign } from '../../../../src/core/design/document.ts';
import { handIn } from '../../../fakes/brains.ts';
import { aDesign } from '../../../fakes/design.ts';
import { until } from '../../../fakes/until.ts';
import { aCase, type Case, UNTHREADED } from '../case.ts';
import type { HandedFile, Talk } from '../desk.ts';
import { wordsOf } from '../scene.ts';

const TITLE = 'Food delivery for one city';
const BRIEF = 'design food delivery';

export const DESIGNS: readonly Case[] = [
  aCase(
    'a design comes with its picture and all of its files',
    async ({ kind, draws, script, begin, seat }) => {
      draws(true);
      script(handIn());
      const talk = begin(seat.asker, `@cloudphone ${BRIEF}`);
      await talk.said(TITLE);
      const files = await filesWith(talk, 'design.zip');
      expect(talk.pictures()).toBe(1);
      const shown = talk.shown().join('\n');
      for (const words of ['Lunch', 'Dispatch couriers', 'Modular monolith', 'Who pays refunds?']) {
        expect(shown).toContain(words);
      }
      const archive = unzipSync(files.find(({ name }) => name === 'design.zip')?.data ?? Buffer.alloc(0));
      const inside = (name: string) => Buffer.from(archive[name] ?? []);
      expect(Object.keys(archive)).toEqual(expect.arrayContaining(['diagram-full.svg', 'design.json']));
      expect(inside('diagram-full.png').subarray(1, 4).toString()).toBe('PNG');
      expect(inside('design.md').toString()).toContain('Lunch **peaks** decide the size.');
      expect(inside('order.yaml').toString()).toBe(aDesign().contracts[0]?.content);
      expect(parseDesign(JSON.parse(inside('design.json').toString()))).toHaveProperty('design.title', TITLE);
      expect(Object.keys(archive).filter((name) => /^0001-.*\.md$/.test(name))).toHaveLength(1);
      const alone = files.filter(({ name }) => name !== 'design.zip');
      expect(alone.map(({ name }) => name)).toEqual([...new Set(alone.map(({ name }) => name))]);
      // In one-to-one chats some platforms hand over the archive alone.
      const named = kind === 'direct' ? [] : ['design.md', 'design.json', 'order.yaml', 'diagram-full.png'];
      expect(alone.map(({ name }) => name)).toEqual(expect.arrayContaining(named));
      for (const { name, data } of alone) expect([name, data]).toEqual([name, inside(name)]);
    },
  ),

  ...(['a button', 'words'] as const).map((how) =>
    aCase(`an option is chosen by ${how}, and its record handed over`, async ({ script, begin, seat }) => {
      script(handIn());
      const talk = begin(seat.asker, `@cloudphone ${BRIEF}`);
      await talk.said(TITLE);
      if (how === 'words') talk.say(seat.other, 'choose A');
      else await talk.press(seat.other, 'Choose A: Modular monolith');
      await talk.said(/ADR-0001 accepted/);
      await until(
        () => talk.shown().some((text) => text.includes(TITLE) && text.includes('✓ Modular monolith')),
        'the card of the design to show the choice',
      );
      const record = await until(
        async () => (await talk.files()).find(({ data }) => /^status: "?accepted/m.test(data.toString())),
        'the record of the decision',
      );
      expect(record.name).toMatch(/^0001-/);
      expect(record.data.toString()).toContain('Chosen option: "Modular monolith"');
    }),
  ),

  aCase('a second click on an option changes nothing', async ({ script, begin, seat }) => {
    script(handIn());
    const talk = begin(seat.asker, `@cloudphone ${BRIEF}`);
    await talk.said(TITLE);
    await talk.pressTwice(seat.asker, 'Choose A: Modular monolith');
    await talk.said(/ADR-0001 accepted/);
    await talk.press(seat.other, 'Choose B: Three services');
    await talk.said(/ADR-\d+ accepted[\s\S]*Three services/);
    expect(talk.shown().filter((text) => /ADR-\d+ accepted/.test(text))).toHaveLength(2);
  }),

  aCase(
    'a second version says what changed',
    async ({ script, begin, seat, requests }) => {
      const model = aDesign().model ?? { contexts: [], nodes: [], links: [] };
      const refunds: DesignNode = {
        id: 'refund',
        name: 'Refund service',
        kind: 'service',
        owns: [],
        existing: false,
      };
      script(handIn(), handIn({ model: { ...model, nodes: [...model.nodes, refunds] } }));
      const talk = begin(seat.asker, `@cloudphone ${BRIEF}`);
      await talk.said(TITLE);
      talk.say(seat.other, 'add a service that pays refunds');
      const second = await talk.said(`${TITLE} v2`);
      expect(second).toContain('Changed since version 1');
      expect(second).toContain('Refund service');
      expect(second).not.toContain('Lunch');
      expect(talk.pictures()).toBe(2);
      expect(wordsOf(requests().slice(-1))).toContain('pays refunds');
    },
    UNTHREADED,
  ),

  aCase('a design is worked out anew', async ({ script, begin, seat, requests }) => {
    script(handIn(), handIn({ title: 'Another way' }));
    const talk = begin(seat.asker, `@cloudphone ${BRIEF}`);
    await talk.said(TITLE);
    await talk.press(seat.other, 'Regenerate');
    await talk.said('Another way');
    await talk.said(TITLE);
    expect(requests()).toHaveLength(2);
  }),

  aCase('a follow-up is written into a form, and shown to all', async ({ script, begin, seat }) => {
    script(handIn(), 'By publishing again.');
    const talk = begin(seat.asker, `@cloudphone ${BRIEF}`);
    await talk.said(TITLE);
    await talk.followUp(seat.other, 'How are lost events found?');
    await talk.said('By publishing again.');
    await talk.said('How are lost events found?');
  }),
];

function filesWith(talk: Talk, name: string): Promise<HandedFile[]> {
  return until(async () => {
    const files = await talk.files();
    return files.some((file) => file.name === name) && files;
  }, name);
}
