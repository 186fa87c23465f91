import { Resvg } from '@resvg/resvg-js';
import { describe, expect, it } from 'vitest';
import { fontFile } from '../../../src/adapters/workshop/fonts.ts';
import { createMeasure } from '../../../src/adapters/workshop/measure.ts';
import { svgText } from '../../../src/core/design/diagram/text/svg-text.ts';

const measure = createMeasure();
const FONTS = ['Noto Sans SC', 'Noto Sans KR', 'Noto Sans Arabic', 'Noto Emoji'] as const;
const FILES = [
  ...([400, 500, 600, 700] as const).map((weight) => fontFile('Inter', weight)),
  ...FONTS.map((font) => fontFile(font, 400)),
].filter((file) => file !== undefined);

/** Where the ink of a line that begins at 0 ends, as it is really drawn. */
function inkWidth(text: string, size: number, weight: 400 | 500 | 600 | 700): number {
  const line = svgText(text, { x: 0, y: size, size, weight, fill: '#000', anchor: 'start', measure });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="2000" height="${2 * size}">${line}</svg>`;
  const box = new Resvg(svg, { font: { loadSystemFonts: false, fontFiles: FILES } }).innerBBox();
  return box ? box.x + box.width : 0;
}

describe('the measured width', () => {
  it.each([
    'Order service',
    'PaymentReconciliationWorker',
    'orders.order.placed → v2 (x)',
    'Ελληνικά Кириллица',
    '订单服务，客户通知',
    '日本語カタカナひらがな',
    '주문 서비스 알림',
    'خدمة الطلبات الجديدة',
    'مُحَمَّد لا إله سرویس پرداخت گچ',
    '🚀👩‍💻🇩🇪1️⃣👍🏽',
    '订单 Order 주문 🚀 خدمة',
  ])('of %j is that of the ink, a little more at most', (text) => {
    for (const weight of [400, 500, 600, 700] as const) {
      const measured = measure(text, 100, weight);
      const ink = inkWidth(text, 100, weight);
      // Ink is rounded to whole pixels, and kerning is not measured.
      expect(ink).toBeLessThanOrEqual(measured + 2);
      expect(ink).toBeGreaterThan(measured * 0.93);
    }
  });

  it('grows with size and weight', () => {
    expect(measure('Order', 20, 400)).toBeCloseTo(2 * measure('Order', 10, 400));
    expect(measure('Order', 20, 700)).toBeGreaterThan(measure('Order', 20, 400));
  });

  it('of a script without a face leaves room for each of its characters', () => {
    expect(measure('ไทย', 10, 400)).toBeGreaterThanOrEqual(30);
    expect(measure('', 10, 400)).toBe(0);
  });
});
