import type { WorldSeed } from './world.ts';

/** One workspace in which every kind of person and channel is there. `'bot'` stands for the app's bot user. */
export const DEFAULT_WORLD: WorldSeed = {
  workspaces: [
    {
      id: 'T0LIGHTHOUSE',
      name: 'Lighthouse',
      users: [
        { id: 'U0ADA', name: 'ada', realName: 'Ada Moreno', color: '#2f6f8f', tz: 'Europe/Madrid' },
        { id: 'U0BOB', name: 'bob', realName: 'Bob Lindqvist', color: '#8a5a2b', tz: 'Europe/Stockholm' },
        { id: 'U0CHEN', name: 'chen', realName: 'Chen Wei', color: '#4c7a3d', tz: 'Asia/Singapore' },
        {
          id: 'U0DANA',
          name: 'dana',
          realName: 'Dana Okafor',
          color: '#7b4b94',
          tz: 'America/New_York',
          isAdmin: true,
        },
        { id: 'U0GUS', name: 'gus', realName: 'Gus Brandt', color: '#9a6a00', isGuest: true },
        {
          id: 'U0EVE',
          name: 'eve',
          realName: 'Eve Novak',
          color: '#a23b4e',
          isExternal: true,
          teamId: 'T0HARBOUR',
        },
      ],
      channels: [
        {
          id: 'C0GENERAL',
          name: 'general',
          topic: 'For everybody',
          members: ['U0ADA', 'U0BOB', 'U0CHEN', 'U0DANA'],
        },
        {
          id: 'C0ARCHITECTURE',
          name: 'architecture',
          topic: 'How our systems are built',
          members: ['U0ADA', 'U0BOB', 'U0CHEN', 'U0DANA', 'U0GUS', 'bot'],
        },
        { id: 'C0PAYMENTS', name: 'payments', topic: 'Money in, money out' },
        { id: 'C0RANDOM', name: 'random' },
        {
          id: 'C0PARTNERS',
          name: 'partners',
          topic: 'Shared with Harbour',
          isExtShared: true,
          members: ['U0ADA', 'U0BOB', 'U0EVE', 'bot'],
        },
        { id: 'C0INCIDENTS', name: 'incidents', kind: 'private', members: ['U0ADA', 'U0DANA', 'bot'] },
      ],
    },
  ],
};
