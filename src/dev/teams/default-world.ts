import type { WorldSeed } from './world.ts';

export const TENANT = '7d1c0a5e-52b6-4c6e-9a9b-0f5e6a2b1c01';
export const OTHER_TENANT = '7d1c0a5e-52b6-4c6e-9a9b-0f5e6a2b1c02';

/** One organisation in which every kind of person and conversation is there. */
export const DEFAULT_WORLD: WorldSeed = {
  tenants: [
    {
      id: TENANT,
      domain: 'lighthouse.example',
      people: [
        { handle: 'ada', name: 'Ada Moreno' },
        { handle: 'bob', name: 'Bob Lindqvist' },
        { handle: 'chen', name: 'Chen Wei' },
        { handle: 'dana', name: 'Dana Okafor' },
        { handle: 'gus', name: 'Gus Brandt', role: 'guest' },
        { handle: 'eve', name: 'Eve Novak', homeTenantId: OTHER_TENANT },
      ],
      teams: [
        {
          name: 'Lighthouse',
          members: ['ada', 'bob', 'chen', 'dana', 'gus'],
          channels: ['architecture', 'payments'],
        },
        { name: 'Operations', members: ['ada', 'dana'], channels: ['incidents'], bot: false },
      ],
      groupChats: [
        { name: 'planning', members: ['ada', 'bob', 'chen'] },
        { name: 'partners', members: ['ada', 'bob', 'eve'] },
      ],
    },
  ],
};
