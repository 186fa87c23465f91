import { afterEach, expect, it } from 'vitest';
import { createPeople } from '../../../src/adapters/slack/people.ts';
import { createSingleWorkspace } from '../../../src/adapters/slack/workspaces.ts';
import { LOCAL_APP, startLocalSlack } from '../../../src/dev/local-slack.ts';
import type { SlackStandIn } from '../../../src/dev/slack/stand-in.ts';
import { until } from '../../fakes/until.ts';

let slack: SlackStandIn | undefined;
afterEach(async () => {
  await slack?.close();
  slack = undefined;
});

it('a lookup that hangs does not keep the next one from asking anew', async () => {
  slack = await startLocalSlack({ limits: 'off' });
  slack.faults.set([{ method: 'users.info', kind: { do: 'delay', ms: 9_000 }, times: 1 }]);
  const pacing = { admit: async () => {}, refused: async () => {} };
  const people = createPeople(createSingleWorkspace(LOCAL_APP.botToken, slack.apiUrl, pacing));
  let isAnswered = false;
  const first = people.get('T0LIGHTHOUSE', 'U0ADA').then(
    () => {
      isAnswered = true;
    },
    () => {},
  );
  const quick = async () => {
    const soon = new Promise<undefined>((resolve) => setTimeout(resolve, 200, undefined));
    return Promise.race([people.get('T0LIGHTHOUSE', 'U0ADA'), soon]);
  };
  const person = await until(quick, 'a second lookup', 8_000);
  expect([person.name, isAnswered]).toEqual(['Ada Moreno', false]);
  await first;
});
