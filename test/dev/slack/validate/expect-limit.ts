import { expect } from 'vitest';
import { ARCHITECTURE, call, start } from '../setup.ts';

/** Posts both: what is within arrives, what is over is refused with its code and the place of the mistake. */
export async function expectLimit(within: object[], over: object[], refusal: string): Promise<void> {
  const slack = await start();
  const post = { channel: ARCHITECTURE, text: 'fallback' };
  const accepted = await call(slack, 'chat.postMessage', { ...post, blocks: within });
  expect(accepted.body).toMatchObject({ ok: true });
  const refused = await call(slack, 'chat.postMessage', { ...post, blocks: over });
  if (/^\w+_\w+$/.test(refusal)) {
    expect(refused.body.error).toBe(refusal);
  } else {
    expect(refused.body.error).toBe('invalid_blocks');
    const { response_metadata: metadata } = refused.body;
    expect(JSON.stringify(metadata)).toContain(refusal);
    expect(JSON.stringify(metadata)).toContain('[json-pointer:/blocks');
  }
  expect(slack.messages({ channel: ARCHITECTURE })).toHaveLength(1);
}
