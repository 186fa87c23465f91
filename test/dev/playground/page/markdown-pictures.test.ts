import { describe, expect, it } from 'vitest';
import {
  findPicture,
  pictureName,
  splitPictures,
} from '../../../../src/dev/playground/page/markdown-pictures.ts';
import type { WorldMessage } from '../../../../src/dev/slack/control.ts';

const picture = (url: string, altText: string) => ({ kind: 'picture', url, altText });
const text = (words: string) => ({ kind: 'text', text: words });

describe('splitPictures', () => {
  it('takes out pictures that stand alone, and keeps the text around them as it was', () => {
    expect(splitPictures('# A\n\n![all *parts*](a.png)\n\n* b\n')).toEqual([
      text('# A\n\n'),
      picture('a.png', 'all parts'),
      text('\n\n* b\n'),
    ]);
  });

  it.each([
    ['in one paragraph', '![a](a.png)\n![b](b.png)', [picture('a.png', 'a'), picture('b.png', 'b')]],
    ['within words', 'see ![it](my_a.png).', [text('see Picture: my\\_a.png.')]],
    ['in a list', '- ![a](a.png)', [text('- Picture: a.png')]],
    ['by reference', '![a][1] x\n\n[1]: a.png', [text('Picture: 1 x\n\n[1]: a.png')]],
    ['in code', '```md\n![a](a.png)\n```', [text('```md\n![a](a.png)\n```')]],
    ['nowhere', '', []],
  ])('leaves no picture to the library that stands %s', (_where, markdown, parts) => {
    expect(splitPictures(markdown)).toEqual(parts);
  });
});

describe('pictureName', () => {
  it.each([
    ['./pictures/a%20b.png?raw=1', 'a b.png'],
    ['100%.png', '100%.png'],
    ['https://example.com/a.png', 'https://example.com/a.png'],
    ['//example.com/a.png', '//example.com/a.png'],
  ])('of %s is %s', (url, name) => {
    expect(pictureName(url)).toBe(name);
  });
});

describe('findPicture', () => {
  const message = (ts: string, thread: string, fileIds: string[] = []): WorldMessage => ({
    ts,
    channel: 'C1',
    user: 'UBOT',
    text: '',
    ...(thread ? { thread_ts: thread } : {}),
    files: fileIds.map((id) => ({
      id,
      name: 'a.png',
      title: '',
      mimetype: 'image/png',
      size: 1,
      url: `/${id}`,
    })),
  });
  const first = message('2.0', '1.0', ['F1']);
  const second = message('3.0', '1.0', ['F2']);
  const later = message('4.0', '1.0');
  const elsewhere = message('5.0', '', ['F3']);
  const all = [message('1.0', ''), first, second, later, elsewhere];

  it.each([
    ['its own message first', first, 'a.png', 'F1'],
    ['the nearest of the thread else', later, './a.png', 'F2'],
    ['no other name', first, 'b.png', undefined],
    ['nothing of another server', first, 'https://example.com/a.png', undefined],
    ['nothing of another thread', message('6.0', '', []), 'a.png', undefined],
  ])('takes %s', (_what, from, url, id) => {
    expect(findPicture(url, from, all)?.id).toBe(id);
  });
});
