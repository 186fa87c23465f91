import { describe, expect, it } from 'vitest';
import type { TellOptions } from '../../../src/core/chat/chat.ts';
import { tellOnce } from '../../../src/core/delivery/tell-once.ts';
import { AppError, UnknownOutcome } from '../../../src/core/errors.ts';
import { createFakeLedger } from '../../fakes/ledger.ts';

const WHERE = { platform: 'slack', workspaceId: 'T1', channelId: 'C1', direct: false } as const;
const TOLD = {
  threadId: 'slack:T1:C1:1.2',
  key: 'told',
  where: WHERE,
  personId: 'UADA',
  reply: { kind: 'notice' as const, markdown: 'It is archived.' },
};
const PUT_OFF = new AppError('slack-rate-limited', { retry: { afterMs: 60_000 } });
const REVOKED = new AppError('slack-scope', { retry: 'never' });
const NOBODY = new AppError('person-unknown', { retry: 'never' });

/** `say` stands for what the platform does after it asked whether it may. */
function aPlatform(say: () => Promise<void> = async () => {}) {
  const ledger = createFakeLedger();
  const asked: TellOptions[] = [];
  const at = { say, isHeld: true, now: 1_000 };
  const deps = {
    ledger,
    isHeld: async () => at.isHeld,
    now: () => at.now,
    chat: {
      async tell(_where: unknown, _person: unknown, _reply: unknown, options: TellOptions = {}) {
        asked.push(options);
        await options.guard?.();
        await at.say();
      },
    },
  };
  return { at, asked, ledger, tell: () => tellOnce(deps, TOLD, new AbortController().signal) };
}

describe('what somebody is told alone', () => {
  it('is told once', async () => {
    const { tell, asked } = aPlatform();
    await tell();
    await tell();
    expect(asked).toMatchObject([{ once: { key: 'told', since: 1_000 } }]);
    expect(asked[0]?.once).not.toHaveProperty('isAgain');
  });

  it('is perhaps said already where nobody knows whether it was', async () => {
    const { at, tell, asked } = aPlatform(() => Promise.reject(new UnknownOutcome('slack-unavailable')));
    await expect(tell()).rejects.toThrow('slack-unavailable');
    at.say = () => Promise.reject(PUT_OFF);
    at.now = 9_000;
    await expect(tell()).rejects.toThrow('slack-rate-limited');
    at.say = async () => {};
    await tell();
    const again = { key: 'told', since: 1_000, isAgain: true };
    expect(asked.slice(1)).toMatchObject([{ once: again }, { once: again }]);
    await tell();
    expect(asked).toHaveLength(3);
  });

  it.each([
    ['the platform puts it off', PUT_OFF],
    ['an operator has to mend something', REVOKED],
  ])('was surely not said where %s', async (_, failure) => {
    const { at, tell, asked } = aPlatform(() => Promise.reject(failure));
    await expect(tell()).rejects.toThrow(failure.code);
    at.say = async () => {};
    at.now = 9_000;
    await tell();
    expect(asked[1]?.once).toEqual({ key: 'told', since: 9_000 });
  });

  it('was surely not said by who may not say anything any more', async () => {
    const { at, tell, asked } = aPlatform();
    at.isHeld = false;
    await expect(tell()).rejects.toThrow('not-held');
    at.isHeld = true;
    await tell();
    expect(asked[1]?.once).not.toHaveProperty('isAgain');
  });

  it('was perhaps said where the server lost what it noted last', async () => {
    const { ledger, tell, asked } = aPlatform();
    await tell();
    ledger.lose(500);
    await tell();
    expect(asked[1]?.once).toEqual({ key: 'told', since: 500, isAgain: true });
  });

  it('is given up where they can’t be told for good', async () => {
    const { tell, asked } = aPlatform(() => Promise.reject(NOBODY));
    await tell();
    await tell();
    expect(asked).toHaveLength(1);
  });
});
