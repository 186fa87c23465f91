import { describe, expect, it } from 'vitest';
import { createPromptCache } from '../../../src/dev/model/prompt-cache.ts';
import { checkMessagesRequest } from '../../../src/dev/model/validate.ts';

type Json = Record<string, unknown>;

const mark = { cache_control: { type: 'ephemeral' } };
const chars = (tokens: number, letter: string): string => letter.repeat(tokens * 4);
const text = (tokens: number, letter: string, more: Json = {}): Json => ({
  type: 'text',
  text: chars(tokens, letter),
  ...more,
});

function meter(now: () => number = () => 0) {
  const cache = createPromptCache(now);
  return (body: Json) => {
    const whole = { model: 'claude-sonnet-5-5', max_tokens: 100, ...body };
    const checked = checkMessagesRequest(whole);
    if (checked.kind === 'refused') throw new Error(checked.refusal.message);
    const plan = cache.plan(checked.request, whole);
    plan.commit();
    return plan.usage;
  };
}

describe('createPromptCache', () => {
  it('bills an 8-turn conversation as the price list reckons it', () => {
    const ask = meter();
    const messages: Json[] = [];
    let read = 0;
    let created = 0;
    let plain = 0;
    for (let turn = 0; turn < 8; turn++) {
      const last = text(2_000, String(turn), mark);
      const usage = ask({
        system: [text(12_000, 's')],
        messages: [...messages, { role: 'user', content: [last] }],
      });
      read += usage.readTokens;
      created += usage.createdTokens;
      plain += usage.inputTokens;
      // The mark moves on with the conversation; without it the text is the same prefix.
      messages.push({ role: 'user', content: [text(2_000, String(turn))] });
    }
    expect({ read, created, plain }).toEqual({ read: 140_000, created: 28_000, plain: 0 });
  });

  it('reads nothing when one byte before the mark changed', () => {
    const ask = meter();
    const system = (first: string) => [text(1, first), text(1_000, 's', mark)];
    const messages = [{ role: 'user', content: 'Hello' }];
    expect(ask({ system: system('a'), messages })).toMatchObject({ createdTokens: 1_001, readTokens: 0 });
    expect(ask({ system: system('b'), messages })).toMatchObject({ createdTokens: 1_001, readTokens: 0 });
    expect(ask({ system: system('a'), messages })).toMatchObject({ createdTokens: 0, readTokens: 1_001 });
  });

  it('keeps the caches of two models apart', () => {
    const ask = meter();
    const body = { system: [text(600, 's', mark)], messages: [{ role: 'user', content: 'Hello' }] };
    expect(ask(body).createdTokens).toBe(600);
    expect(ask({ ...body, model: 'claude-opus-5-5' })).toMatchObject({ createdTokens: 600, readTokens: 0 });
  });

  it('caches nothing below 512 tokens', () => {
    const ask = meter();
    const body = (tokens: number) => ({
      system: [text(tokens, 's', mark)],
      messages: [{ role: 'user', content: 'Hiya' }],
    });
    expect(ask(body(511))).toMatchObject({ createdTokens: 0, readTokens: 0, inputTokens: 512 });
    expect(ask(body(512))).toMatchObject({ createdTokens: 512, readTokens: 0, inputTokens: 1 });
  });

  it.each([
    [19, 600],
    [20, 0],
  ])('with %i blocks after the last mark it reads %i tokens', (blocks, read) => {
    const ask = meter();
    const first = text(600, 'a');
    const more = Array.from({ length: blocks }, (_, index) => text(1, String(index % 10)));
    ask({ messages: [{ role: 'user', content: [{ ...first, ...mark }] }] });
    const last = more.length - 1;
    const marked = more.map((block, index) => (index === last ? { ...block, ...mark } : block));
    const usage = ask({ messages: [{ role: 'user', content: [first, ...marked] }] });
    expect(usage.readTokens).toBe(read);
  });

  it.each([
    ['5m', 5],
    ['1h', 60],
  ])('forgets a prefix of %s after %i minutes without use', (ttl, minutes) => {
    let now = 0;
    const ask = meter(() => now);
    const body = {
      system: [text(600, 's', { cache_control: { type: 'ephemeral', ttl } })],
      messages: [{ role: 'user', content: 'Hello' }],
    };
    expect(ask(body)[ttl === '1h' ? 'created1hTokens' : 'created5mTokens']).toBe(600);
    now += minutes * 60_000 - 1;
    expect(ask(body).readTokens).toBe(600);
    now += minutes * 60_000 - 1;
    expect(ask(body).readTokens).toBe(600);
    now += minutes * 60_000;
    expect(ask(body)).toMatchObject({ readTokens: 0, createdTokens: 600 });
  });

  it('puts an automatic mark on the last block', () => {
    const ask = meter();
    const body = {
      messages: [{ role: 'user', content: chars(600, 'a') }],
      cache_control: { type: 'ephemeral' },
    };
    expect(ask(body).createdTokens).toBe(600);
    expect(ask(body).readTokens).toBe(600);
  });
});
