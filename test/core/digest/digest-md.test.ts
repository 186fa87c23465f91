import { describe, expect, it } from 'vitest';
import { digestFile } from '../../../src/core/digest/digest-md.ts';
import { DIGEST, item } from '../../adapters/slack/digests.ts';
import { NASTY } from '../../adapters/slack/given.ts';
import { visibleWords } from '../../adapters/slack/visible-words.ts';

describe('the file of a digest', () => {
  it('is named for the day it was made on, on the clocks of its zone', () => {
    const untilAt = Date.parse('2026-11-23T23:30:00Z');
    expect(digestFile({ ...DIGEST, untilAt, zone: 'Asia/Tokyo' }).name).toBe('digest-2026-11-24.md');
    expect(digestFile({ ...DIGEST, untilAt, zone: 'UTC' }).name).toBe('digest-2026-11-23.md');
  });

  it('has every item with its link and the time since which it is so, and all numbers', () => {
    const { content } = digestFile({ ...DIGEST, missed: [Date.UTC(2026, 10, 16)] }, 'Much happened.');
    for (const { title, items } of [...DIGEST.sections, ...DIGEST.open]) {
      expect(content).toContain(`# ${title}\n`);
      for (const one of items)
        expect(content).toContain(`- **[${one.title}](${one.link})**: ${one.detail} (23 Nov 2026, 08:00)`);
    }
    expect(content).toContain('> Much happened.\n>\n> *Written by a model');
    expect(content).toContain('was missed (16 Nov)');
    expect(content).toContain(
      '- 4 designs, 7 answers, 2 decisions\n- 3 min 20 s from a request to its answer (median)\n- $1.24',
    );
    expect(content).toContain('| Backend Architect | 3 | 5 |');
  });

  it('has words as they are, and no link but ours', () => {
    const items = [
      item('x', {
        title: NASTY,
        detail: `# h\n${NASTY}`,
        link: 'https://acme.slack.com/archives/C1/p1?a=(1)',
      }),
      item('y', { title: 'No link', link: undefined }),
    ];
    const { content } = digestFile({
      ...DIGEST,
      sections: [{ id: 'a', title: NASTY, items, more: 12 }],
      open: [],
    });
    expect(content).toContain('](https://acme.slack.com/archives/C1/p1?a=%281%29)');
    expect(content).toContain('**No link**: What is');
    expect(visibleWords(content)).toContain(NASTY);
    expect(visibleWords(content)).toContain(`# h ${NASTY}`);
    expect(content).toContain('And 12 more, which are not listed.');
  });
});
