import { describe, expect, it } from 'vitest';
import { describeFault, toFault } from '../../../../src/dev/playground/page/fault.ts';
import { formatRoute, parseRoute } from '../../../../src/dev/playground/page/route.ts';
import { fileKind, formatSize, initials, toEditable } from '../../../../src/dev/playground/page/text.ts';

describe('toEditable', () => {
  const users = [
    {
      id: 'U1',
      name: 'ada',
      realName: 'Ada Moreno',
      color: '',
      isBot: false,
      isGuest: false,
      isExternal: false,
      isAdmin: false,
      tz: 'UTC',
    },
  ];
  it.each([
    ['<@U1> and <@U9>', '@Ada Moreno and <@U9>'],
    ['<#C1|general> <!here>', '#general @here'],
    ['<https://example.com|words>', 'https://example.com'],
    ['a &lt;b&gt; &amp;amp; c', 'a <b> &amp; c'],
  ])('turns %j into %j', (text, expected) => {
    expect(toEditable(text, users, [])).toBe(expected);
  });
});

describe('small words', () => {
  it.each([
    [999, '999 B'],
    [1_000, '1.0 kB'],
    [43_210, '43 kB'],
    [5_400_000, '5.4 MB'],
  ])('writes %d bytes as %s', (bytes, expected) => {
    expect(formatSize(bytes)).toBe(expected);
  });

  it.each([
    ['Ada Moreno', 'AM'],
    ['bob', 'B'],
    ['', '?'],
  ])('makes of %j the initials %s', (name, expected) => {
    expect(initials(name)).toBe(expected);
  });

  it.each([
    ['map.png', 'image/png', 'image'],
    ['map.svg', 'image/svg+xml', 'other'],
    ['adr.md', 'text/plain', 'markdown'],
    ['orders.yaml', 'application/octet-stream', 'text'],
    ['all.zip', 'application/zip', 'other'],
  ])('takes %s of type %s for %s', (name, mimetype, expected) => {
    expect(fileKind({ id: 'F1', name, title: name, mimetype, size: 1, url: '' })).toBe(expected);
  });
});

describe('routes', () => {
  it.each(['#/home', '#/C1', '#/C1/p1.000100', '#/C1/t1.000100', '#/C1/t1.000100/p2.000100'])(
    'reads back what it writes: %s',
    (hash) => {
      expect(formatRoute(parseRoute(hash))).toBe(hash);
    },
  );
});

describe('toFault', () => {
  it.each([
    [toFault('', 'drop_after', '', '1'), { method: '*', kind: { do: 'drop_after' }, times: 1 }],
    [
      toFault('chat.update', 'rate_limit', '30', ''),
      { method: 'chat.update', kind: { do: 'rate_limit', retryAfterSeconds: 30 } },
    ],
    [
      toFault('users.info', 'delay', '2500', '2'),
      { method: 'users.info', kind: { do: 'delay', ms: 2500 }, times: 2 },
    ],
  ])('reads the form as %j', (fault, expected) => {
    expect(fault).toEqual(expected);
    expect(describeFault(fault)).toContain(expected.method);
  });
});
