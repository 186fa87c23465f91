import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitLines } from '../../../../../src/core/design/diagram/text/fit-lines.ts';
import { graphemesOf } from '../../../../../src/core/design/diagram/text/runs.ts';
import { measurePlain } from './measure-plain.ts';

const linesOf = (text: string, characters: number, maxLines: number) =>
  fitLines(text, { size: 1, weight: 400, maxWidth: characters, maxLines, measure: measurePlain });

describe('a label in lines', () => {
  it.each([
    ['Order service', 20, 2, ['Order service']],
    ['Order service', 8, 2, ['Order', 'service']],
    ['  Order \n\t service ', 20, 2, ['Order service']],
    ['Customer notification preferences', 12, 2, ['Customer', 'notificatio…']],
    ['A, B and C', 4, 2, ['A, B', 'and…']],
    ['', 10, 2, []],
    ['Order', 10, 0, []],
  ])('%j within %i × %i is %j', (text, characters, maxLines, lines) => {
    expect(linesOf(text, characters, maxLines)).toEqual(lines);
  });

  it.each([
    ['orders.order.placed', 8, ['orders.', 'order.', 'placed']],
    ['order-service', 8, ['order-', 'service']],
    ['PaymentReconciliation', 14, ['Payment', 'Reconciliation']],
    ['HTTPServer', 6, ['HTTP', 'Server']],
    ['a/very_long/path', 7, ['a/very_', 'long/', 'path']],
    ['indivisible', 4, ['indi', 'visi', 'ble']],
    ['My indivisible', 6, ['My', 'indivi', 'sible']],
  ])('a word that is too long, %j, is broken where it is read best', (text, characters, lines) => {
    expect(linesOf(text, characters, 9)).toEqual(lines);
  });

  it('a word that fits on a line of its own stays whole', () => {
    expect(linesOf('The order-service', 13, 9)).toEqual(['The', 'order-service']);
  });

  it('scripts without spaces break between characters, but not before a closing mark', () => {
    expect(linesOf('订单管理服务', 4, 9)).toEqual(['订单管理', '服务']);
    expect(linesOf('订单管理，服务', 4, 9)).toEqual(['订单管', '理，服务']);
    expect(linesOf('日本「語」', 3, 9)).toEqual(['日本', '「語」']);
  });

  it('what people see as one character is never torn apart', () => {
    expect(linesOf('👩‍💻👩‍💻👩‍💻', 2, 2)).toEqual(['👩‍💻👩‍💻', '👩‍💻']);
    expect(linesOf('🇩🇪🇫🇷🇯🇵🇰🇷', 2, 1)).toEqual(['🇩🇪…']);
    expect(linesOf('n\u0303n\u0303n\u0303n\u0303', 2, 1)).toEqual(['ñ…']);
  });

  it('what is invisible or turns the direction is gone', () => {
    expect(linesOf('abc\u202Edef\u2066g\u0000\u0007h\u200b\ud800', 20, 1)).toEqual(['abcdefgh']);
  });

  it('each line of a text that runs to the left does so, also one that begins with a Latin name', () => {
    expect(linesOf('خدمة Kafka', 5, 2)).toEqual(['خدمة', '\u200fKafka']);
  });

  it('of any text, every line fits and nothing is lost or repeated before an ellipsis', () => {
    const texts = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.lorem({ maxCount: 8 }));
    fc.assert(
      fc.property(
        texts,
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 6 }),
        (text, width, most) => {
          const lines = linesOf(text, width, most).map((line) => line.replace('\u200f', ''));
          expect(lines.length).toBeLessThanOrEqual(most);
          for (const line of lines) expect(graphemesOf(line).length).toBeLessThanOrEqual(width);
          const all = linesOf(text, 10_000, 1).join('').replace(/\s/g, '');
          const shown = lines.join('').replace(/\s/g, '');
          if (!shown.endsWith('…')) expect(shown).toBe(all);
          else expect(all.startsWith(shown.slice(0, -1))).toBe(true);
        },
      ),
    );
  });
});
