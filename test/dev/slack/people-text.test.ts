import { describe, expect, it } from 'vitest';
import { ARCHITECTURE, start } from './setup.ts';

describe('what people type', () => {
  it.each([
    ['@ada look', '<@U0ADA> look'],
    ['hey @Ada Moreno, and @Architect!', 'hey <@U0ADA>, and <@U0ARCHITECT>!'],
    ['<@U0BOB> too', '<@U0BOB> too'],
    ['@adam is nobody, mail ada@example.org', '@adam is nobody, mail ada@example.org'],
    ['a < b && c > d', 'a &lt; b &amp;&amp; c &gt; d'],
    ['see #general, not #nowhere', 'see <#C0GENERAL|general>, not #nowhere'],
    ['@here: (https://example.com/a?b=1&c=2).', '<!here>: (<https://example.com/a?b=1&amp;c=2>).'],
  ])('%s', async (typed, kept) => {
    const slack = await start();
    slack.say({ user: 'ada', channel: ARCHITECTURE, text: typed });
    expect(slack.messages({ channel: ARCHITECTURE })).toMatchObject([
      { text: kept, blocks: [{ type: 'rich_text' }] },
    ]);
  });
});
