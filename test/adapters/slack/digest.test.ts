import { describe, expect, it } from 'vitest';
import { decodeAction } from '../../../src/adapters/slack/actions.ts';
import { planReply } from '../../../src/adapters/slack/blocks.ts';
import type { SlackContent } from '../../../src/adapters/slack/render/pack.ts';
import type { Reply } from '../../../src/core/chat/reply.ts';
import { itemsOf } from '../../../src/core/digest/digest.ts';
import { contentsOf, expectSendable, filesOf, missingWords, visibleText, walk } from './check.ts';
import { DIGEST, DIGEST_REPLIES, digestReply, item, manyItems, settle } from './digests.ts';
import { REF } from './given.ts';

type DigestReply = Extract<Reply, { kind: 'digest' }>;

function given(name: string): DigestReply {
  const found = DIGEST_REPLIES[name];
  if (found?.kind !== 'digest') throw new Error(`no digest ${name}`);
  return found;
}

function first(reply: Reply): SlackContent {
  const [content] = contentsOf(planReply(reply));
  if (!content) throw new Error('no message');
  return content;
}

/** The places of the items that have such a button, in the order of the messages. */
function placesOf(contents: readonly SlackContent[], verb = 'done'): (number | undefined)[] {
  return contents.flatMap(({ blocks }) =>
    [...walk(blocks)].flatMap((node) => {
      const action = node.type === 'button' ? decodeAction(node.action_id, node.value) : undefined;
      return action?.verb === verb ? [action.option] : [];
    }),
  );
}

function linksOf(blocks: unknown): { text: unknown; url: unknown }[] {
  return [...walk(blocks)].flatMap((node) =>
    node.type === 'link' ? [{ text: node.text, url: node.url }] : [],
  );
}

const seen = (contents: readonly SlackContent[]) =>
  contents.map(({ blocks }) => visibleText(blocks)).join('\n');

const KINDS = Object.keys(DIGEST_REPLIES).filter((name) => !name.startsWith('digest-list'));

describe('a digest on Slack', () => {
  it('begins with its days, what a model says of it, its chart, and its numbers', () => {
    const content = first(given('digest'));
    const types = content.blocks.map(({ type }) => type);
    expect(types.slice(0, 4)).toEqual(['header', 'rich_text', 'image', 'rich_text']);
    const text = visibleText(content.blocks);
    expect(text).toContain('Architecture digest · 16–23 Nov 2026');
    expect(text).toMatch(/two callers\. – written by a model from what is below/);
    expect(text).toContain('4 designs · 7 answers · 2 decisions · 3 min 20 s to an answer (median) · $1.24');
    const { picture: _, ...undrawn } = given('digest');
    expect(visibleText(first(undrawn).blocks)).toContain(
      'By agent: Backend Architect 3 designs, 5 answers · Cloud Phone Architect 1 design, 2 answers',
    );
  });

  it('shows each item as a link to what it is about, with its buttons', () => {
    const { blocks } = first(given('digest'));
    const [design] = DIGEST.sections[0]?.items ?? [];
    expect(linksOf(blocks)[0]).toEqual({ text: design?.title, url: design?.link });
    const buttons = [...walk(blocks)].filter(({ type }) => type === 'button').slice(0, 3);
    expect(buttons.map((node) => decodeAction(node.action_id, node.value))).toEqual(
      ['discuss', 'done', 'not-for-us'].map((verb) => ({ verb, ...REF, option: 0 })),
    );
  });

  it.each(KINDS.filter((name) => name !== 'digest, huge'))(
    '%s: every item that is not settled has its buttons once, on a screen and below it',
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

  it.each([1, 2, 5, 12, 30, 60])('of %i items loses none, and says on its screen what follows', (count) => {
    const digest = { ...DIGEST, sections: manyItems(count) };
    const contents = contentsOf(planReply(digestReply(digest)));
    const words = seen(contents);
    for (const { title, detail } of itemsOf(digest)) {
      expect(words).toContain(title);
      expect(words).toContain(detail);
    }
    const screen = visibleText(contents[0]?.blocks ?? []);
    expect(screen.includes('More in this thread: ')).toBe(contents.length > 1);
    expect(placesOf(contents.slice(0, 1)).length).toBeLessThanOrEqual(7);
    if (count >= 12) expect(screen).toMatch(/Section 0 \(\d+ more\)/);
  });

  it('shows something of each section rather than all of the first', () => {
    const screen = visibleText(first(digestReply({ ...DIGEST, sections: manyItems(48) })).blocks);
    for (const section of [0, 1, 2, 3]) expect(screen).toContain(`Item s${section}-i0`);
  });

  it('has what is cut whole in its file', () => {
    const reply = given('digest, huge');
    const parts = planReply(reply);
    const file = Object.values(filesOf(parts)).join('\n');
    for (const { title, detail = '' } of itemsOf(reply.digest)) {
      expect(missingWords(`${title} ${detail}`, file)).toEqual([]);
    }
    expect(first(reply).text).toContain('all of it is in digest-2026-11-23.md');
    expect(contentsOf(parts).at(-1)?.text).toBe('The digest goes on: all of it is in digest-2026-11-23.md.');
    const places = placesOf(contentsOf(parts));
    expect(new Set(places).size).toBe(places.length);
  });

  it('keeps to its screen whatever people do to its items, and loses none that way', () => {
    for (const name of ['digest', 'digest, 60 items', 'digest, huge', 'digest, nasty']) {
      const reply = given(name);
      const before = contentsOf(planReply(reply));
      const settled = itemsOf(reply.digest).map(({ key }) => settle(key));
      const after = contentsOf(planReply({ ...reply, settled }, () => 'A person with quite a long name'));
      const onScreen = placesOf(before.slice(0, 1)).length;
      expect(placesOf(after)).toEqual([]);
      const text = visibleText(after[0]?.blocks ?? []);
      expect(text.split('Done – by').length - 1).toBe(onScreen);
      for (const content of after) expectSendable(content);
    }
  });

  it('says who dealt with an item and how, by a name where there is one', () => {
    const reply = given('digest, settled');
    const { blocks, text } = first(reply);
    expect([...walk(blocks)].flatMap((node) => (node.type === 'user' ? [node.user_id] : []))).toEqual(
      expect.arrayContaining(['U1ADA', 'U2BOB']),
    );
    expect(text).toContain('Not for us – by somebody');
    const [named] = contentsOf(planReply(reply, (id) => (id === 'U2BOB' ? 'Bob' : 'Ada')));
    expect(visibleText(named?.blocks ?? [])).toContain('Not for us – by Bob');
    expect(named?.text).toContain('Done – by Ada');
  });

  it('says on its screen how much of what follows was dealt with', () => {
    const settled = ['s0-i0', 's0-i11', 'draft-5'].map((key) => settle(key));
    const text = visibleText(first(digestReply({ ...DIGEST, sections: manyItems(12) }, { settled })).blocks);
    expect(text).toMatch(/Section 0 \(\d+ more, 1 dealt with\)/);
    expect(text).toContain('Still open from before (2, 1 dealt with)');
  });

  it('without a link shows the title alone, and never leads where a text says', () => {
    const plain = { ...DIGEST, open: [], sections: manyItems(2, () => ({ link: undefined })) };
    expect(linksOf(first(digestReply(plain)).blocks)).toEqual([]);
    const lure = [
      item('x', {
        title: 'See bank.example',
        detail: '[here](https://evil.example) <https://evil.example|x>',
      }),
    ];
    const lured = first(digestReply({ ...plain, sections: [{ id: 'a', title: 'A', items: lure }] }));
    expect(linksOf(lured.blocks)).toEqual([{ text: lure[0]?.link, url: lure[0]?.link }]);
    expectSendable(lured);
  });

  it('tells of digests that were missed before it', () => {
    const missed = [9, 16].map((day) => Date.UTC(2026, 10, day, 8));
    const text = (times: number[]) => visibleText(first(digestReply({ ...DIGEST, missed: times })).blocks);
    expect(text(missed)).toContain(
      '2 digests before it were missed (9 Nov, 16 Nov); this one tells of that time as well.',
    );
    expect(text(missed.slice(1))).toContain('The digest before it was missed (16 Nov)');
    expect(text([])).not.toContain('missed');
  });

  it('of nothing is two lines without a picture or buttons', () => {
    const parts = planReply(given('digest, heartbeat'));
    const [content, ...more] = contentsOf(parts);
    expect(more).toEqual([]);
    expect(parts[0]).not.toHaveProperty('pictures');
    expect(content?.text.split('\n').filter((line) => line !== '')).toEqual([
      'Architecture digest · 16–23 Nov 2026',
      'Nothing happened in this time. 2 still open from before.',
      'Next: 2026-11-30 08:00 UTC',
    ]);
  });

  it('has its picture with its first message alone, described as far as there is room', () => {
    const parts = planReply(given('digest, 60 items'));
    expect(parts.filter((part) => 'pictures' in part).map(({ id }) => id)).toEqual(['m0']);
    expect(first(given('digest')).text).toContain('Tue 17: 1 decision');
    const { picture: _, ...without } = given('digest');
    expect(placesOf(contentsOf(planReply(without)))).toEqual(
      placesOf(contentsOf(planReply(given('digest')))),
    );
  });
});

describe('the list of a channel’s digests', () => {
  it('says when each comes, who is told of failures, and what is special', () => {
    const { blocks, text } = first(DIGEST_REPLIES['digest-list'] as Reply);
    const words = visibleText(blocks);
    expect(words).toContain('Every Monday at 09:00 (America/New_York)');
    expect(words).toContain(
      'On the 30th of every month, or the last day of shorter ones, at 08:05 (Asia/Kolkata)',
    );
    expect(words).toContain('posted even when nothing happened · without designs, findings · paused');
    expect(text).toContain('Next: 2026-11-30 08:00 UTC · failures go to somebody');
    const buttons = [...walk(blocks)].filter(({ type }) => type === 'button');
    expect(buttons.map((node) => decodeAction(node.action_id, node.value))).toEqual([
      { verb: 'digest', threadId: '-', turn: 0, value: 'weekly' },
      { verb: 'digest', threadId: '-', turn: 0, value: 'monthly' },
      { verb: 'digest', threadId: '-', turn: 0, value: 'new' },
    ]);
  });

  it('that is empty says so, and offers to set one', () => {
    const { blocks, text } = first(DIGEST_REPLIES['digest-list, none'] as Reply);
    expect(text).toContain('There is none here yet');
    expect(JSON.stringify(blocks)).toContain('Set one…');
  });
});
