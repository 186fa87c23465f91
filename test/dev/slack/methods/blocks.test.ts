import { describe, expect, it } from 'vitest';
import { call, outcome, start } from '../setup.ts';
import { plain, section } from '../validate/samples.ts';

describe('blocks.validate', () => {
  it('names each mistake with its place', async () => {
    const slack = await start();
    const blocks = [section('x'), { type: 'header', text: plain('') }, { type: 'nothing' }];
    const { body } = await call(slack, 'blocks.validate', { blocks });
    expect(body).toMatchObject({
      ok: false,
      error: 'invalid_blocks',
      errors: [{ pointer: '/blocks/1/text/text' }, { pointer: '/blocks/2/type' }],
    });
    expect(await outcome(slack, 'blocks.validate', { blocks: [section('x')] })).toBe('ok');
  });
});
