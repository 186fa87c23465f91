import { describe, expect, it } from 'vitest';
import { ARCHITECTURE, outcome, start } from './setup.ts';
import { card, cell, container, dataTable, feedback, plain, table, task } from './validate/samples.ts';

describe('an old workspace', () => {
  it('knows neither the newer blocks nor the newer methods', async () => {
    const slack = await start();
    slack.setOld(true);
    const newer = [
      { type: 'markdown', text: 'x' },
      table([[cell('x')]]),
      dataTable([[cell('h')], [cell('x')]]),
      { type: 'plan', title: 'p' },
      task('t'),
      { type: 'context_actions', elements: [feedback()] },
      card(),
      { type: 'carousel', elements: [card()] },
      container(),
      { type: 'alert', text: plain('a') },
    ];
    for (const block of newer) {
      const post = { channel: ARCHITECTURE, text: 'x', blocks: [block] };
      expect([block.type, await outcome(slack, 'chat.postMessage', post)]).toEqual([
        block.type,
        'invalid_blocks',
      ]);
    }
    for (const method of [
      'chat.startStream',
      'chat.appendStream',
      'chat.stopStream',
      'agents.sessions.setStatus',
      'agents.sessions.rename',
      'assistant.threads.setStatus',
      'assistant.threads.setSuggestedPrompts',
      'blocks.validate',
    ]) {
      expect([method, await outcome(slack, method)]).toEqual([method, 'unknown_method']);
    }
    slack.setOld(false);
    const post = { channel: ARCHITECTURE, text: 'x', blocks: [card()] };
    expect(await outcome(slack, 'chat.postMessage', post)).toBe('ok');
  });
});
