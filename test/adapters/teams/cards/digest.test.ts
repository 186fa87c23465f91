import { describe, expect, it } from 'vitest';
import { namePeople } from '../../../../src/adapters/teams/cards/people.ts';
import { planReply } from '../../../../src/adapters/teams/cards.ts';
import type { TeamsContent } from '../../../../src/adapters/teams/render/content.ts';
import type { Reply } from '../../../../src/core/chat/reply.ts';
import { itemsOf } from '../../../../src/core/digest/digest.ts';
import { DIGEST, DIGEST_REPLIES, digestReply, item, manyItems, settle } from '../../slack/digests.ts';
import { contentsOf, filesOf, ofType, pressesOf, problemsOf, visibleText } from './check.ts';
import { HOSTILE, REF } from './replies.ts';

type DigestReply = Extract<Reply, { kind: 'digest' }>;

function given(name: string): DigestReply {
  const found = DIGEST_REPLIES[name];
  if (found?.kind !== 'digest') throw new Error(`no digest ${name}`);
  return { ...found, ref: REF };
}

function first(reply: Reply): TeamsContent {
  const [content] = contentsOf(planReply(reply));
  if (!content) throw new Error('no message');
  return content;
}

function placesOf(contents: readonly TeamsContent[], verb = 'done'): unknown[] {
  return contents.flatMap(({ card }) =>
    pressesOf(card).flatMap((press) =>
      press && 'verb' in press && press.verb === verb ? [press.option] : [],
    ),
  );
}

const KINDS = Object.keys(DIGEST_REPLIES).filter((name) => !name.startsWith('digest-list'));
const seen = (contents: readonly TeamsContent[]) => contents.map(({ card }) => visibleText(card)).join('\n');

describe('a digest on Teams', () => {
  it('begins with its days, what a model says of it, its chart, and its numbers', () => {
    const content = first(given('digest'));
    expect(content.card.body.slice(0, 4).map(({ type }) => type)).toEqual([
      'TextBlock',
      'Container',
      'Image',
      'RichTextBlock',
    ]);
    const text = visibleText(content.card);
    expect(text).toContain('Architecture digest · 16–23 Nov 2026');
    expect(text).toContain('4 designs · 7 answers · 2 decisions · 3 min 20 s to an answer (median) · $1.24');
    expect(content.entities).toHaveLength(1);
    expect(first(digestReply()).entities).toEqual([]);
  });

  it('shows each item as a link to what it is about, with its buttons', () => {
    const { card } = first(given('digest'));
    const [design] = DIGEST.sections[0]?.items ?? [];
    const [run] = ofType(card, 'TextRun').filter(({ selectAction }) => selectAction !== undefined);
    expect(run).toMatchObject({
      text: design?.title,
      selectAction: { type: 'Action.OpenUrl', url: design?.link },
    });
    expect(pressesOf(card).slice(0, 3)).toMatchObject(
      ['discuss', 'done', 'not-for-us'].map((verb) => ({ verb, ref: REF, option: 0 })),
    );
  });

  it.each(KINDS.filter((name) => name !== 'digest, huge'))(
    '%s: every item that is not settled has its buttons once',
    (name) => {
      const reply = given(name);
      const done = new Set(reply.settled.map(({ key }) => key));
      const contents = contentsOf(planReply(reply));
      if (reply.digest.sections.length === 0) return expect(placesOf(contents)).toEqual([]);
      const wanted = itemsOf(reply.digest).flatMap(({ key }, place) => (done.has(key) ? [] : [place]));
      for (const verb of ['discuss', 'done', 'not-for-us']) {
        expect(placesOf(contents, verb).sort((a, b) => Number(a) - Number(b))).toEqual(wanted);
      }
    },
  );

  it.each([1, 5, 12, 60])('of %i items loses none: what is not on its screen unfolds', (count) => {
    const digest = { ...DIGEST, sections: manyItems(count) };
    const contents = contentsOf(planReply(digestReply(digest, { ref: REF })));
    const words = seen(contents);
    for (const { title, detail } of itemsOf(digest)) {
      expect(words).toContain(title);
      expect(words).toContain(detail);
    }
    expect(contents.length).toBe(count <= 12 ? 1 : contents.length);
    const folded = ofType(contents[0]?.card.body, 'Container').filter(({ isVisible }) => isVisible === false);
    expect(folded.length > 0).toBe(count >= 5);
  });

  it('that is huge has the rest in its file, and shows no item twice', () => {
    const parts = planReply(given('digest, huge'));
    const contents = contentsOf(parts);
    const places = placesOf(contents);
    expect(new Set(places).size).toBe(places.length);
    expect(contents.length).toBeLessThanOrEqual(8);
    expect(contents.at(-1)?.fallback).toContain('The digest goes on: all of it is in digest-2026-11-23.md.');
    expect(Object.keys(filesOf(parts))).toEqual(['digest-2026-11-23.md']);
  });

  it('keeps to its screen whatever people do to its items, and loses none that way', () => {
    for (const name of ['digest', 'digest, 60 items', 'digest, huge', 'digest, nasty']) {
      const reply = given(name);
      const before = contentsOf(planReply(reply));
      const settled = itemsOf(reply.digest).map(({ key }) => settle(key));
      const after = contentsOf(planReply({ ...reply, settled }));
      expect(placesOf(after)).toEqual([]);
      const [card] = after;
      if (!card) throw new Error('no message');
      const done = ofType(card.card, 'TextBlock').filter(({ text }) => String(text).startsWith('Done – by'));
      expect(done).toHaveLength(placesOf(before.slice(0, 1)).length);
      for (const content of after) expect(problemsOf(content)).toEqual([]);
    }
  });

  it('says who dealt with an item and how, by name, also where it has to be unfolded', () => {
    const digest = { ...DIGEST, sections: manyItems(24) };
    const settled = itemsOf(digest).map(({ key }, place) =>
      settle(key, 'not-for-us', place % 2 ? '29:ada' : '29:bob'),
    );
    const content = first(digestReply(digest, { settled, ref: REF }));
    const named = namePeople(content, (id) => (id === '29:ada' ? 'Ada_x <b>' : undefined));
    const lines = ofType(named.card, 'TextBlock')
      .map(({ text }) => String(text))
      .filter((text) => text.startsWith('Not for us'));
    expect(new Set(lines)).toEqual(new Set(['Not for us – by **Ada\\_x b**', 'Not for us – by somebody']));
    expect(named.card.msteams).not.toHaveProperty('entities');
  });

  it('has another token once something is settled, so that a press is never taken for an earlier one', () => {
    const token = (reply: DigestReply) => pressesOf(first(reply).card).at(0)?.token;
    const reply = given('digest');
    expect(token(reply)).toBe(token({ ...reply }));
    expect(token({ ...reply, settled: [settle('breaking-1')] })).not.toBe(token(reply));
  });

  it('reads nobody’s words as markup, a mention or a date', () => {
    const sections = [{ id: 'a', title: HOSTILE, items: [item('x', { title: HOSTILE, detail: HOSTILE })] }];
    const open = [{ id: 'b', title: HOSTILE, items: [item('y', { title: HOSTILE, detail: HOSTILE })] }];
    const reply = digestReply(
      { ...DIGEST, sections, open },
      { words: HOSTILE, ref: REF, settled: [settle('x')] },
    );
    for (const content of contentsOf(planReply(reply))) expect(problemsOf(content)).toEqual([]);
  });

  it('leads nowhere but to what it is about', () => {
    for (const link of ['javascript:alert(1)', 'http://intranet/x', 'not an address']) {
      const sections = [{ id: 'a', title: 'A', items: [item('x', { link })] }];
      const { card } = first(digestReply({ ...DIGEST, sections, open: [] }));
      expect(ofType(card, 'Action.OpenUrl')).toEqual([]);
    }
  });

  it('of nothing is two lines without a picture or buttons', () => {
    const parts = planReply(given('digest, heartbeat'));
    const content = first(given('digest, heartbeat'));
    expect(parts).toHaveLength(1);
    expect(parts[0]).not.toHaveProperty('pictures');
    expect(content.fallback).toBe(
      'Architecture digest · 16–23 Nov 2026\nNothing happened in this time. 2 still open from before.\n\nNext: 2026-11-30 08:00 UTC',
    );
    expect(ofType(content.card, 'Image', 'Action.Execute')).toEqual([]);
  });
});

describe('the list of a channel’s digests', () => {
  it('says when each comes, who is told of failures, and what is special', () => {
    const content = first(DIGEST_REPLIES['digest-list'] as Reply);
    const words = visibleText(content.card);
    expect(words).toContain('Every Monday at 09:00 (America/New_York)');
    expect(words).toContain('Posted even when nothing happened · without designs, findings · paused');
    expect(JSON.stringify(content.card)).toContain('{{TIME(2026-11-30T08:00:00Z)}}');
    expect(content.people.map(({ id, calls }) => [id, calls])).toEqual([
      ['U1ADA', false],
      ['U2BOB', false],
    ]);
    expect(pressesOf(content.card)).toMatchObject(
      ['weekly', 'monthly', 'new'].map((value) => ({ verb: 'digest', ref: { threadId: '-' }, value })),
    );
  });

  it('that is empty says so, and offers to set one', () => {
    const { card } = first(DIGEST_REPLIES['digest-list, none'] as Reply);
    expect(visibleText(card)).toContain('There is none here yet');
    expect(pressesOf(card)).toHaveLength(1);
  });
});
