import { describe, expect, it } from 'vitest';
import { escapeXml } from '../../../../../src/core/design/diagram/text/escape-xml.ts';
import { svgText } from '../../../../../src/core/design/diagram/text/svg-text.ts';
import { measurePlain } from './measure-plain.ts';

const style = {
  x: 100,
  y: 20,
  size: 10,
  weight: 700,
  fill: '#111',
  anchor: 'start',
  measure: measurePlain,
} as const;

function elements(svg: string) {
  return [...svg.matchAll(/<text([^>]*)>([^<]*)<\/text>/g)].map(([, attributes = '', text]) => {
    const get = (name: string) => new RegExp(` ${name}="([^"]*)"`).exec(attributes)?.[1];
    return {
      text,
      x: Number(get('x')),
      font: get('font-family')?.split(',')[0],
      weight: get('font-weight'),
      get,
    };
  });
}

describe('a line as SVG', () => {
  it('of one script is one element that its viewer anchors', () => {
    const [element, ...others] = elements(svgText('Order service', { ...style, anchor: 'middle' }));
    expect(others).toEqual([]);
    expect(element).toMatchObject({ text: 'Order service', x: 100, font: 'Inter', weight: '700' });
    expect(element?.get('text-anchor')).toBe('middle');
  });

  it.each([
    ['start', 100],
    ['middle', 60],
    ['end', 20],
  ] as const)('of several scripts stands where its %s is asked for', (anchor, first) => {
    const found = elements(svgText('订单 ab 服务', { ...style, anchor }));
    expect(found.map(({ text, x, font, weight }) => ({ text, x, font, weight }))).toEqual([
      { text: '订单', x: first, font: 'Noto Sans SC', weight: '400' },
      { text: 'ab', x: first + 30, font: 'Inter', weight: '700' },
      { text: '服务', x: first + 60, font: 'Noto Sans SC', weight: '400' },
    ]);
  });

  it('can be struck through in all its runs', () => {
    const found = elements(svgText('订单 ab', { ...style, decoration: 'line-through' }));
    expect(found.map(({ get }) => get('text-decoration'))).toEqual(['line-through', 'line-through']);
  });

  it('of nothing is nothing', () => {
    expect(svgText(' \u202e ', style)).toBe('');
  });

  it('holds no markup of its text', () => {
    const svg = svgText(`</text><script>alert("1")</script><image href='/etc/passwd'/>&`, style);
    expect(elements(svg)).toHaveLength(1);
    expect(svg.match(/</g)).toHaveLength(2);
    expect(svg).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;');
  });

  it('leaves out what XML can not hold', () => {
    expect(escapeXml('a\u0000b\u000cc\ud800d\uffffe\tf')).toBe('abcde\tf');
  });
});
