import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/dev/slack/json.ts';
import type { TeamsStandIn } from '../../../src/dev/teams/stand-in.ts';
import { card, change, outcome, send, start } from './setup.ts';

const part = (text: string, info: Json): Json => ({
  type: info.streamType === 'final' ? 'message' : 'typing',
  text,
  entities: [{ type: 'streaminfo', ...info }],
});

/** A stand-in whose clock the test turns, with a stream that has just begun. */
async function startStream(text = 'Reading') {
  let at = Date.now();
  const teams = await start({ now: () => at });
  const chat = teams.conversation({ user: 'ada' }).id;
  const first = await send(teams, chat, part(text, { streamType: 'informative', streamSequence: 1 }));
  const streamId = String(first.body.id);
  return {
    teams,
    chat,
    first,
    streamId,
    next: (words: string, info: Json) => send(teams, chat, part(words, { streamId, ...info })),
    pass(ms: number) {
      at += ms;
    },
  };
}

const seen = (teams: TeamsStandIn) => teams.messages({ user: 'ada' });

describe('a stream', () => {
  it('grows in its place and ends as an ordinary message', async () => {
    const { teams, streamId, next, first } = await startStream();
    expect(first.status).toBe(201);
    expect(seen(teams)).toMatchObject([{ id: streamId, text: 'Reading', streaming: 'informative' }]);
    expect((await next('An', { streamSequence: 2 })).status).toBe(202);
    expect((await next('An answer', { streamType: 'streaming', streamSequence: 4 })).status).toBe(202);
    expect(seen(teams)).toMatchObject([{ text: 'An answer', streaming: 'streaming' }]);
    const end = { ...part('An answer.', { streamId, streamType: 'final' }), ...card({ body: [] }) };
    expect((await send(teams, teams.conversation({ user: 'ada' }).id, end)).status).toBe(202);
    const [message] = seen(teams);
    expect(message).toMatchObject({ id: streamId, text: 'An answer.' });
    expect(message?.streaming).toBeUndefined();
    expect(message?.cards).toHaveLength(1);
  });

  it('drops what comes out of order', async () => {
    const { teams, next } = await startStream();
    await next('An answer', { streamSequence: 3 });
    const late = await next('An', { streamSequence: 2 });
    expect(late).toMatchObject({ status: 202, code: 'ContentStreamSequenceOrderPreConditionFailed' });
    expect(seen(teams)).toMatchObject([{ text: 'An answer' }]);
  });

  it('is over after two minutes, and can then only be changed as a message', async () => {
    const { teams, chat, streamId, next, pass } = await startStream();
    pass(119_000);
    expect(outcome(await next('An', { streamSequence: 2 }))).toBe('ok');
    pass(2_000);
    const late = await next('An answer', { streamSequence: 3 });
    expect(late).toMatchObject({ status: 403, code: 'ContentStreamNotAllowed' });
    expect(late.message).toContain('exceeded streaming time');
    expect(seen(teams)[0]?.streaming).toBeUndefined();
    expect(outcome(await change(teams, chat, streamId, 'An answer'))).toBe('ok');
    expect(seen(teams)).toMatchObject([{ text: 'An answer' }]);
  });

  it('ends when the person stops it', async () => {
    const { teams, chat, streamId, next } = await startStream();
    teams.stopStream({ user: 'ada', message: streamId });
    const refused = await next('An', { streamSequence: 2 });
    expect(refused).toMatchObject({ status: 403, code: 'ContentStreamNotAllowed' });
    expect(refused.message).toContain('canceled by user');
    expect(outcome(await change(teams, chat, streamId, 'other'))).toBe('ContentStreamNotAllowed');
  });

  it('is one at a time, and begins again after it is done', async () => {
    const { teams, chat, next } = await startStream();
    const another = part('x', { streamSequence: 1 });
    expect(outcome(await send(teams, chat, another))).toBe('ContentStreamNotAllowed');
    expect(outcome(await next('done', { streamType: 'final' }))).toBe('ok');
    expect(outcome(await next('more', { streamSequence: 5 }))).toBe('ContentStreamNotAllowed');
    expect(outcome(await send(teams, chat, another))).toBe('ok');
  });

  it('is for one-to-one chats', async () => {
    const teams = await start();
    for (const name of ['planning', 'payments']) {
      const { id } = teams.conversation({ user: 'ada', in: name });
      expect(outcome(await send(teams, id, part('x', { streamSequence: 1 })))).toBe(
        'ContentStreamNotAllowed',
      );
    }
  });
});

describe('a stream is refused', () => {
  it('that does not begin as it must', async () => {
    const teams = await start();
    const chat = teams.conversation({ user: 'ada' }).id;
    const begin = async (text: string, info: Json) => outcome(await send(teams, chat, part(text, info)));
    expect(await begin('', { streamSequence: 1 })).toBe('BadRequest');
    expect(await begin('x', { streamSequence: 2 })).toBe('BadRequest');
    expect(await begin('x', {})).toBe('BadRequest');
    expect(await begin('x', { streamType: 'burst', streamSequence: 1 })).toBe('BadRequest');
    expect(await begin('x', { streamType: 'final' })).toBe('BadRequest');
    expect(await begin('x', { streamId: '17', streamSequence: 2 })).toBe('BadRequest');
    expect(await begin('x'.repeat(1_001), { streamType: 'informative', streamSequence: 1 })).toBe(
      'BadRequest',
    );
    expect(await begin('x'.repeat(52_000), { streamSequence: 1 })).toBe('ContentStreamNotAllowed');
    const asMessage = { ...part('x', { streamSequence: 1 }), type: 'message' };
    expect(outcome(await send(teams, chat, asMessage))).toBe('BadSyntax');
    const withCard = { ...part('x', { streamSequence: 1 }), ...card({ body: [] }) };
    expect(outcome(await send(teams, chat, withCard))).toBe('BadRequest');
    expect(seen(teams)).toEqual([]);
  });

  it('that takes back what it said, or numbers its end', async () => {
    const { next } = await startStream();
    await next('An answer', { streamSequence: 2 });
    expect(outcome(await next('Another', { streamSequence: 3 }))).toBe('ContentStreamNotAllowed');
    expect(outcome(await next('Reading', { streamType: 'informative', streamSequence: 3 }))).toBe(
      'BadRequest',
    );
    expect(outcome(await next('Another', { streamType: 'final' }))).toBe('ContentStreamNotAllowed');
    expect(outcome(await next('An answer.', { streamType: 'final', streamSequence: 3 }))).toBe('BadRequest');
  });
});
