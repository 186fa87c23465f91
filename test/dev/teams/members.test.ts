import { describe, expect, it } from 'vitest';
import { toList, toRecord } from '../../../src/dev/slack/json.ts';
import { OTHER_TENANT, TENANT } from '../../../src/dev/teams/default-world.ts';
import type { TeamsStandIn } from '../../../src/dev/teams/stand-in.ts';
import { call, outcome, start } from './setup.ts';

const at = (teams: TeamsStandIn, name: string) =>
  `conversations/${encodeURIComponent(teams.conversation({ user: 'ada', in: name }).id)}`;

describe('the people of a conversation', () => {
  it('are found by either id, with what tells guests and strangers apart', async () => {
    const teams = await start();
    const { aadObjectId, id } = teams.person('gus');
    const channel = at(teams, 'architecture');
    for (const key of [id, aadObjectId]) {
      const { body } = await call(teams, 'GET', `${channel}/members/${encodeURIComponent(key)}`);
      expect(body).toMatchObject({ id, name: 'Gus Brandt', userRole: 'guest', tenantId: TENANT });
      expect(String(body.userPrincipalName)).toContain('#EXT#');
    }
    const eve = encodeURIComponent(teams.person('eve').id);
    const { body } = await call(teams, 'GET', `${at(teams, 'partners')}/members/${eve}`);
    expect(body).toMatchObject({ tenantId: OTHER_TENANT, userRole: 'user' });
  });

  it('are not found where they are not', async () => {
    const teams = await start();
    const eve = encodeURIComponent(teams.person('eve').id);
    const answer = await call(teams, 'GET', `${at(teams, 'architecture')}/members/${eve}`);
    expect(answer).toMatchObject({ status: 404, code: 'MemberNotFoundInConversation' });
    expect(outcome(await call(teams, 'GET', `${at(teams, 'incidents')}/members`))).toBe(
      'BotNotInConversationRoster',
    );
  });

  it('come in pages of at least fifty, with a token to the rest', async () => {
    const handles = Array.from({ length: 60 }, (_, n) => `p${n}`);
    const teams = await start({
      world: {
        tenants: [
          {
            id: TENANT,
            domain: 'big.example',
            people: ['ada', ...handles].map((handle) => ({ handle, name: handle })),
            groupChats: [{ name: 'all', members: ['ada', ...handles] }],
          },
        ],
      },
    });
    const path = `${at(teams, 'all')}/pagedmembers?pageSize=5`;
    const first = await call(teams, 'GET', path);
    expect(toList(first.body.members)).toHaveLength(50);
    const rest = await call(teams, 'GET', `${path}&continuationToken=${first.body.continuationToken}`);
    expect(toList(rest.body.members)).toHaveLength(11);
    expect(rest.body.continuationToken).toBeUndefined();
    expect(outcome(await call(teams, 'GET', `${path}&continuationToken=x`))).toBe('BadArgument');
  });
});

describe('a team', () => {
  it('is described, and its channels are listed, the first one without a name', async () => {
    const teams = await start();
    const { team } = teams.conversation({ user: 'ada', in: 'architecture' });
    const path = `teams/${encodeURIComponent(team?.id ?? '')}`;
    expect((await call(teams, 'GET', path)).body).toMatchObject({ id: team?.id, name: 'Lighthouse' });
    const { body } = await call(teams, 'GET', `${path}/conversations`);
    const names = toList(body.conversations).map((channel) => toRecord(channel).name);
    expect(names).toEqual([null, 'architecture', 'payments']);
    expect((await call(teams, 'GET', 'teams/none')).status).toBe(404);
  });
});
