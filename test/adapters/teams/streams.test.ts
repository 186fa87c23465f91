import { describe, expect, it } from 'vitest';
import type { Part } from '../../../src/core/chat/chat.ts';
import type { Reply } from '../../../src/core/chat/reply.ts';
import { AGENT } from '../slack/given.ts';
import { only, REF } from './cards/replies.ts';
import { startChat, surely, words } from './outbound.ts';

function progress(title: string, elapsedMs = 1_000): Part {
  const reply: Reply = {
    kind: 'progress',
    ref: REF,
    agent: AGENT,
    steps: [{ title, status: 'running' }],
    elapsedMs,
  };
  return { kind: 'message', id: 'm0', content: only(reply) };
}

/** A turn's message in a chat of one person, on a clock that the test turns. */
async function startTurn() {
  let at = Date.now();
  const room = await startChat({ now: () => at });
  const chat = await room.hear('ada');
  const ref = await room.chat.post(chat, progress('Read the request'), 'key', surely);
  const show = (part: Part) => room.chat.update(chat, ref, part, surely);
  const seen = () => room.teams.messages({ user: 'ada' });
  return {
    ...room,
    where: chat,
    ref,
    show,
    seen,
    pass(ms: number) {
      at += ms;
    },
  };
}

describe('the message of a turn in a one-to-one chat', () => {
  it('grows, and its end takes its place', async () => {
    const { ref, show, seen } = await startTurn();
    expect(seen()).toMatchObject([{ id: ref.messageId, streaming: 'informative' }]);
    expect(seen()[0]?.text).toContain('Read the request');
    await show(progress('Write the design'));
    expect(seen()[0]?.text).toContain('Write the design');
    await show(words('The answer.'));
    expect(seen()).toHaveLength(1);
    expect(seen()[0]?.streaming).toBeUndefined();
    expect(JSON.stringify(seen()[0]?.cards)).toContain('The answer.');
    await show(words('Another end.'));
    expect(JSON.stringify(seen()[0]?.cards)).toContain('Another end.');
    expect(seen()).toHaveLength(1);
  });

  it('becomes a card that changes before Teams ends it', async () => {
    const { show, seen, pass } = await startTurn();
    pass(101_000);
    await show(progress('Write the design'));
    expect(seen()[0]?.streaming).toBeUndefined();
    expect(JSON.stringify(seen()[0]?.cards)).toContain('Write the design');
    await show(progress('Check the design'));
    await show(words('The answer.'));
    expect(seen()).toHaveLength(1);
    expect(JSON.stringify(seen()[0]?.cards)).toContain('The answer.');
  });

  it('that Teams ended meanwhile is replaced as any other', async () => {
    const { show, seen, pass } = await startTurn();
    pass(125_000);
    await show(words('The answer.'));
    expect(seen()).toHaveLength(1);
    expect(JSON.stringify(seen()[0]?.cards)).toContain('The answer.');
  });

  it('whose end was sent, but its answer lost, shows it once', async () => {
    const { teams, show, seen } = await startTurn();
    teams.faults.set([{ method: 'sendToConversation', kind: { do: 'drop_after' }, times: 1 }]);
    await expect(show(words('The answer.'))).rejects.toMatchObject({ code: 'teams-unavailable' });
    await show(words('The answer.'));
    expect(seen()).toHaveLength(1);
    expect(JSON.stringify(seen()[0]?.cards)).toContain('The answer.');
  });

  it('tells of the Stop of the client, and is gone for what comes after', async () => {
    const { teams, ref, show } = await startTurn();
    teams.stopStream({ user: 'ada', message: ref.messageId });
    for (let i = 0; i < 2; i++) {
      await expect(show(progress('Write the design'))).rejects.toMatchObject({ code: 'stopped-by-person' });
    }
    await expect(show(words('Stopped.'))).rejects.toMatchObject({ code: 'message-gone' });
  });

  it('tells of a Stop that was pressed right before it would have become a card', async () => {
    const { teams, ref, show, pass } = await startTurn();
    teams.stopStream({ user: 'ada', message: ref.messageId });
    pass(102_000);
    await expect(show(progress('Write the design'))).rejects.toMatchObject({ code: 'stopped-by-person' });
  });

  it('is a card where Teams refuses to stream for whatever reason', async () => {
    for (const error of ['ForbiddenOperationException', 'BadRequest']) {
      const { teams, chat, hear } = await startChat();
      const place = await hear('ada');
      teams.faults.set([{ method: 'sendToConversation', kind: { do: 'error', error }, times: 1 }]);
      await chat.post(place, progress('Read the request'), error, surely);
      expect(teams.messages({ user: 'ada' })).toMatchObject([{ cards: [{}] }]);
    }
  });

  it('that came after its call was given up is known by its key', async () => {
    const { teams, chat, hear } = await startChat({ timeoutMs: 200 });
    const place = await hear('ada');
    teams.faults.set([{ method: 'sendToConversation', kind: { do: 'delay', ms: 600 }, times: 1 }]);
    await expect(chat.post(place, progress('Read the request'), 'key', surely)).rejects.toMatchObject({
      code: 'teams-unavailable',
    });
    const found = () => chat.find(place, { key: 'key', files: [], since: 0 });
    await expect.poll(found, { timeout: 10_000 }).toHaveLength(1);
  });

  it('is a card while another one grows there, and where Teams gives no id', async () => {
    const { chat, where, seen } = await startTurn();
    await chat.post(where, progress('Read the request'), 'other', surely);
    expect(seen()).toHaveLength(2);
    expect(seen()[1]?.streaming).toBeUndefined();
    expect(seen()[1]?.cards).toHaveLength(1);
  });
});

it('where there are others, progress is a card', async () => {
  const { teams, chat, hear } = await startChat();
  for (const name of ['planning', 'architecture']) {
    await chat.post(await hear('ada', name), progress('Read the request'), name, surely);
    expect(teams.messages({ user: 'ada', in: name })).toMatchObject([{ cards: [{}] }]);
  }
});
