import { describe, expect, it } from 'vitest';
import type { TeamsStandIn } from '../../../src/dev/teams/stand-in.ts';
import { askToken, outcome, send, start } from './setup.ts';

const toAda = (teams: TeamsStandIn) => send(teams, teams.conversation({ user: 'ada' }).id, 'x');

describe('faults', () => {
  it('refuse, fail, limit and lose calls that are then not carried out', async () => {
    const teams = await start();
    await toAda(teams);
    teams.faults.set([
      { method: 'sendToConversation', kind: { do: 'error', error: 'PreconditionFailed' }, times: 1 },
      { method: '*', kind: { do: 'status', status: 502 }, times: 1 },
      { method: '*', kind: { do: 'rate_limit', retryAfterSeconds: 7 }, times: 1 },
      { method: 'sendToConversation', kind: { do: 'drop_before' }, times: 1 },
    ]);
    expect(await toAda(teams)).toMatchObject({ status: 412, code: 'PreconditionFailed' });
    expect((await toAda(teams)).status).toBe(502);
    expect(await toAda(teams)).toMatchObject({ status: 429, retryAfter: '7', code: 'Throttled' });
    await expect(toAda(teams)).rejects.toThrow();
    expect(teams.messages({ user: 'ada' })).toHaveLength(1);
    expect(outcome(await toAda(teams))).toBe('ok');
  });

  it('lose, garble and hold back the answers of calls that are carried out', async () => {
    const teams = await start();
    teams.faults.set([
      { method: 'sendToConversation', kind: { do: 'drop_after' }, times: 1 },
      { method: 'sendToConversation', kind: { do: 'garbage' }, times: 1 },
      { method: 'sendToConversation', kind: { do: 'delay', ms: 20 }, times: 1 },
    ]);
    await expect(toAda(teams)).rejects.toThrow();
    expect((await toAda(teams)).body).toEqual({});
    expect((await toAda(teams)).status).toBe(201);
    expect(teams.messages({ user: 'ada' })).toHaveLength(3);
  });

  it('carry a call out late, whether or not anybody waits', async () => {
    const teams = await start();
    await toAda(teams);
    teams.faults.set([{ method: 'sendToConversation', kind: { do: 'delay_before', ms: 100 }, times: 1 }]);
    const late = toAda(teams);
    await expect.poll(() => teams.openCalls()).toBe(1);
    expect(teams.messages({ user: 'ada' })).toHaveLength(1);
    expect((await late).status).toBe(201);
    expect(teams.messages({ user: 'ada' })).toHaveLength(2);
  });

  it('meet tokens and uploads, and end when they are cleared', async () => {
    const teams = await start();
    teams.faults.set([{ method: 'token', kind: { do: 'status', status: 500 } }]);
    expect((await askToken(teams)).status).toBe(500);
    teams.faults.clear();
    expect((await askToken(teams)).status).toBe(200);
  });
});

describe('the traffic log', () => {
  it('shows every call and no token', async () => {
    const teams = await start();
    const { body } = await askToken(teams);
    await toAda(teams);
    const calls = teams.traffic().filter(({ name }) => name === 'sendToConversation');
    expect(calls).toMatchObject([{ direction: 'from-app', ok: true, outcome: '201' }]);
    expect(JSON.stringify(teams.traffic())).not.toContain(String(body.access_token));
    expect(JSON.stringify(teams.traffic())).not.toContain(teams.bot.password);
  });
});

describe('what happens in the world', () => {
  it('is told to who listens, until they stop', async () => {
    const teams = await start();
    const kinds: string[] = [];
    const off = teams.onEvent((event) => kinds.push(event.kind));
    await toAda(teams);
    off();
    await toAda(teams);
    expect(kinds.filter((kind) => kind === 'message')).toEqual(['message']);
  });
});
