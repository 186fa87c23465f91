import { describe, expect, it } from 'vitest';
import { decodeAction } from '../../../../src/adapters/teams/actions.ts';
import { namePeople } from '../../../../src/adapters/teams/cards/people.ts';
import { showPictures } from '../../../../src/adapters/teams/cards/picture.ts';
import { planReply } from '../../../../src/adapters/teams/cards.ts';
import { SAMPLE_DESIGN } from '../../../core/design/sample-design.ts';
import { PICTURE, PNG, present } from '../../slack/presented.ts';
import { cardProblems, contentsOf, ofType, pressesOf, verbsOf, visibleText } from './check.ts';
import { messagesOf, reply } from './replies.ts';

function first(item: Parameters<typeof planReply>[0]) {
  const [content] = contentsOf(planReply(item));
  if (!content) throw new Error('no message');
  return content;
}

describe('a design', () => {
  it('has its picture at full width, described, to be enlarged by a tap', () => {
    const parts = planReply(reply('design'));
    const content = first(reply('design'));
    const [image] = ofType(content.card, 'Image');
    expect(image).toMatchObject({
      altText: PICTURE.altText,
      size: 'Stretch',
      msteams: { allowExpand: true },
    });
    expect(content.card.msteams?.width).toBe('Full');
    expect(parts[0]).toMatchObject({ pictures: [{ name: 'diagram.png', content: PNG }] });
    const shown = showPictures(content, [`data:image/png;base64,${PNG}`]);
    expect(ofType(shown.card, 'Image')[0]?.url).toBe(`data:image/png;base64,${PNG}`);
    const inWords = showPictures(content, [undefined]);
    expect(ofType(inWords.card, 'Image')).toEqual([]);
    expect(visibleText(inWords.card)).toContain(PICTURE.altText);
    expect(cardProblems(inWords.card)).toEqual([]);
  });

  it('says all that its picture shows, however long', () => {
    const altText = `${'Orders calls Payments. '.repeat(120)}That is the end.`;
    const content = first(present(SAMPLE_DESIGN, { picture: { ...PICTURE, altText } }));
    expect(ofType(content.card, 'Image')[0]?.altText).toBe(altText);
    expect(content.fallback).toContain(altText);
    const inWords = showPictures(content, []);
    expect(cardProblems(inWords.card)).toEqual([]);
    expect(visibleText(inWords.card)).toContain(altText);
  });

  it('whose picture shows more than a card takes says so, and all of it in its fallback', () => {
    const altText = `${'Orders calls Payments. '.repeat(1_500)}That is the end.`;
    const content = first(present(SAMPLE_DESIGN, { picture: { ...PICTURE, altText } }));
    expect(cardProblems(content.card)).toEqual([]);
    expect(ofType(content.card, 'Image')[0]?.altText).toMatch(
      /Payments\. The rest of it is in design\.md\.$/,
    );
    expect(content.fallback).toContain(altText);
  });

  it('has buttons whose labels fit: a name where it is short, else its letter and the name on hovering', () => {
    const names = ['A. Modular monolith with a background worker', 'B. Three services'];
    const [option] = SAMPLE_DESIGN.options;
    if (!option) throw new Error('no option');
    const options = names.map((name) => ({ ...option, name, recommended: false }));
    const { card } = first(present({ ...SAMPLE_DESIGN, options }));
    const choose = ofType(card, 'Action.Execute').filter(({ verb }) => verb === 'choose');
    expect(choose.map(({ title, tooltip }) => [title, tooltip])).toEqual([
      ['Choose A', `Choose ${names[0]}`],
      ['Choose B. Three services', undefined],
    ]);
    expect(visibleText(ofType(card.body, 'Table'))).toContain(names[0]);
    const later = reply('design, changed');
    if (later.kind !== 'design') throw new Error('no design');
    const changed = first({ ...later, design: { ...later.design, options } });
    expect(visibleText(changed.card)).toContain(names[0]);
  });

  it('shows its options as a table, the recommended one marked, with a button for each', () => {
    const { card } = first(reply('design'));
    const [table] = ofType(card.body, 'Table');
    expect(visibleText(table)).toContain('★ ');
    const chosen = pressesOf(card).filter((press) => press && 'verb' in press && press.verb === 'choose');
    expect(chosen.map((press) => press && 'option' in press && press.option)).toEqual(
      SAMPLE_DESIGN.options.map((_, index) => index),
    );
  });

  it('offers many options as a list', () => {
    const { card } = first(reply('design, many options'));
    const [list] = ofType(card, 'Input.ChoiceSet').filter(({ id }) => id === 'other-option');
    expect(list?.choices).toHaveLength(5);
    const [choose] = ofType(card, 'Action.Execute').filter(({ verb }) => verb === 'choose');
    const data = { ...(choose?.data as object), 'other-option': '2' };
    expect(decodeAction({ ...choose, data })).toMatchObject({ verb: 'choose', option: 2 });
  });

  it('can be followed up, made anew, and handed to another', () => {
    const verbs = verbsOf(first(reply('design')).card);
    for (const verb of ['send-follow-up', 'regenerate', 'another']) expect(verbs).toContain(verb);
  });

  it('unfolds section by section', () => {
    const cards = messagesOf(reply('design')).map(({ card }) => card);
    const toggles = cards.flatMap((card) => ofType(card, 'Action.ToggleVisibility'));
    expect(toggles.length).toBeGreaterThan(3);
    for (const card of cards) {
      for (const toggle of ofType(card, 'Action.ToggleVisibility')) {
        const [target] = toggle.targetElements as string[];
        const [section] = ofType(card, 'Container').filter(({ id }) => id === target);
        expect(section?.isVisible).toBe(false);
        expect(visibleText(section).trim()).not.toBe('');
      }
    }
  });

  it('that is chosen from says who chose what, and has new buttons', () => {
    const before = first(present(SAMPLE_DESIGN));
    const after = first(reply('design, chosen'));
    expect(after.people.map(({ id }) => id)).toEqual(['U1ADA']);
    const option = SAMPLE_DESIGN.options[1]?.name ?? '?';
    expect(visibleText(after.card)).toContain(`✓ ${option}`);
    const tokens = (content: typeof before) => pressesOf(content.card).map((press) => press?.token);
    expect(new Set([...tokens(before), ...tokens(after)]).size).toBe(2);
  });

  it('that changed shows what changed, and below it what finds no room', () => {
    const [card, ...more] = messagesOf(reply('design, changed hugely')).map((content) =>
      visibleText(content.card),
    );
    expect(card).toContain('Changed since version 1');
    expect(card).toContain('计'.repeat(600));
    const said = [card, ...more].join('\n');
    for (let n = 0; n < 60; n++) expect(said).toContain(`Service ${n} `);
  });
});

describe('people on a card', () => {
  const content = first(reply('reminder'));

  it('who are to be told are mentioned by name', () => {
    const { card } = namePeople(content, () => 'Ada <at>x</at> [L](http://evil.example)');
    const name = 'Ada at x /at [L](http://evil.example)';
    expect(card.msteams?.entities).toEqual([
      { type: 'mention', text: `<at>${name}</at>`, mentioned: { id: 'U1ADA', name } },
    ]);
    expect(visibleText(card)).toContain(`Reminder for <at>${name}</at>:`);
  });

  it('who acted themselves are named without a call', () => {
    const closed = first(reply('questions-closed'));
    const { card } = namePeople(closed, (id) => ({ U1ADA: 'Ada *B*' })[id]);
    expect(card.msteams?.entities).toBeUndefined();
    expect(visibleText(card)).toContain('– **Ada \\*B\\***');
    expect(visibleText(card)).toContain('The rest was left to the agent by somebody 2.');
  });
});
