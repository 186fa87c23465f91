import { describe, expect, it } from 'vitest';
import { TENANT } from '../../../src/dev/teams/default-world.ts';
import type { TeamsStandIn } from '../../../src/dev/teams/stand-in.ts';
import { call, change, outcome, send, start } from './setup.ts';

async function startLimited(options: Parameters<typeof start>[0] = {}) {
  let at = Date.now();
  const teams = await start({ limits: 'teams', now: () => at, ...options });
  return {
    teams,
    pass(ms: number) {
      at += ms;
    },
  };
}

async function untilLimited(teams: TeamsStandIn, chat: string, most = 100): Promise<number> {
  for (let n = 0; n < most; n++) {
    if (outcome(await send(teams, chat, 'x')) === 'Throttled') return n;
  }
  return most;
}

describe('in one conversation', () => {
  it('seven go in a second, eight in two, and a refusal says when to come back', async () => {
    const { teams, pass } = await startLimited();
    const chat = teams.conversation({ user: 'ada' }).id;
    expect(await untilLimited(teams, chat)).toBe(7);
    expect(await send(teams, chat, 'x')).toMatchObject({ status: 429, retryAfter: '1' });
    pass(1_000);
    expect(await untilLimited(teams, chat)).toBe(1);
    pass(2_000);
    expect(await untilLimited(teams, chat)).toBe(7);
    expect(teams.messages({ user: 'ada' })).toHaveLength(15);
  });

  it('sixty go in half a minute', async () => {
    const { teams, pass } = await startLimited();
    const chat = teams.conversation({ user: 'ada' }).id;
    let sent = 0;
    for (let n = 0; n < 12; n++) {
      sent += await untilLimited(teams, chat);
      pass(2_000);
    }
    expect(sent).toBe(60);
    pass(6_000);
    expect(await untilLimited(teams, chat)).toBeGreaterThan(0);
  });

  it('changes count as what is sent, and threads as their channel', async () => {
    const { teams } = await startLimited();
    const one = teams.say({ user: 'ada', in: 'payments', text: 'one' });
    const other = teams.say({ user: 'ada', in: 'payments', text: 'other' });
    const id = String((await send(teams, one.conversation, 'x')).body.id);
    for (let n = 0; n < 6; n++) await change(teams, one.conversation, id, `${n}`);
    expect(outcome(await send(teams, other.conversation, 'x'))).toBe('Throttled');
    const elsewhere = teams.conversation({ user: 'ada', in: 'architecture' }).id;
    expect(outcome(await send(teams, elsewhere, 'x'))).toBe('ok');
  });

  it('one part of a stream goes in a second', async () => {
    const { teams, pass } = await startLimited();
    const chat = teams.conversation({ user: 'ada' }).id;
    const part = (sequence: number, streamId?: unknown) =>
      send(teams, chat, {
        type: 'typing',
        text: 'x',
        entities: [{ type: 'streaminfo', streamSequence: sequence, ...(streamId ? { streamId } : {}) }],
      });
    const { id } = (await part(1)).body;
    expect(outcome(await part(2, id))).toBe('Throttled');
    pass(1_000);
    expect(outcome(await part(2, id))).toBe('ok');
  });

  it('people are asked for fourteen times in a second', async () => {
    const { teams } = await startLimited();
    const path = `conversations/${encodeURIComponent(teams.conversation({ user: 'ada' }).id)}/members`;
    for (let n = 0; n < 14; n++) expect((await call(teams, 'GET', path)).status).toBe(200);
    expect((await call(teams, 'GET', path)).status).toBe(429);
  });
});

describe('in one tenant', () => {
  it('fifty calls go in a second, over all conversations', async () => {
    const handles = Array.from({ length: 10 }, (_, n) => `p${n}`);
    const people = handles.map((handle) => ({ handle, name: handle }));
    const { teams } = await startLimited({
      world: { tenants: [{ id: TENANT, domain: 'many.example', people }] },
    });
    let sent = 0;
    for (const user of handles) sent += await untilLimited(teams, teams.conversation({ user }).id, 7);
    expect(sent).toBe(50);
  });
});
