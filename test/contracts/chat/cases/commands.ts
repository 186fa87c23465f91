import { expect } from 'vitest';
import { textReply } from '../../../../src/dev/model/scripted.ts';
import { aCase, type Case, UNTHREADED } from '../case.ts';
import { QUESTION, systemOf } from '../scene.ts';

const FAULTMAVEN = 'which of our FaultMaven services should store troubleshooting case notes?';

export const COMMANDS: readonly Case[] = [
  aCase(
    'the agents are listed for whoever asks',
    async ({ command, seat, told, requests }) => {
      await command(seat.asker, 'agents');
      const list = await told(seat.asker, 'faultmaven');
      for (const agent of ['backend', 'cloudphone', 'decomposition', 'fastapi'])
        expect(list).toContain(agent);
      expect(requests()).toHaveLength(0);
    },
    UNTHREADED,
  ),

  aCase(
    'an agent that is not there is answered with the nearest name',
    async ({ command, seat, told, requests }) => {
      await command(seat.asker, '@cloudfone design a chat');
      expect(await told(seat.asker, /Did you mean/)).toMatch(/Did you mean\s+@cloudphone/);
      expect(requests()).toHaveLength(0);
    },
    UNTHREADED,
  ),

  aCase(
    'help says what there is',
    async ({ command, seat, told }) => {
      await command(seat.asker, 'help');
      const help = await told(seat.asker, 'How to ask Architect');
      for (const word of ['agents', 'skip', 'retry', 'quiet']) expect(help).toContain(word);
    },
    UNTHREADED,
  ),

  aCase(
    '`use` sets who answers in a place, and `use auto` ends that',
    async ({ think, command, begin, seat, told, requests }) => {
      const answering = async (words: string, question: string) => {
        think(() => textReply(words));
        await begin(seat.other, question).said(words);
        return systemOf(requests().at(-1));
      };
      await command(seat.asker, 'use cloudphone');
      await told(seat.asker, /answers here/);
      expect(await answering('As chosen.', FAULTMAVEN)).toContain('cloud phone');
      await command(seat.asker, 'use auto');
      await told(seat.asker, /best agent/i);
      expect(await answering('As it fits.', FAULTMAVEN)).toContain('FaultMaven consists');
    },
    UNTHREADED,
  ),

  aCase(
    'the settings of a place are opened, saved, and hold for others',
    async ({ think, command, begin, desk, seat, told, requests }) => {
      think(() => textReply('By somebody else.'));
      await command(seat.asker, 'help');
      await told(seat.asker, 'How to ask Architect');
      await desk.saveSettings(seat.asker, { agent: 'cloudphone', remind: 'never' });
      await told(seat.asker, /Saved: .* answers here/);
      await begin(seat.other, QUESTION).said('By somebody else.');
      expect(systemOf(requests().at(-1))).toContain('cloud phone');
    },
    UNTHREADED,
  ),
];
