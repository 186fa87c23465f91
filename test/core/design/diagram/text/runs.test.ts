import { describe, expect, it } from 'vitest';
import { splitRuns } from '../../../../../src/core/design/diagram/text/runs.ts';

const SHORT = {
  Inter: 'latin',
  'Noto Sans SC': 'chinese',
  'Noto Sans KR': 'korean',
  'Noto Sans Arabic': 'arabic',
  'Noto Emoji': 'emoji',
  'sans-serif': 'none',
} as const;

const runs = (text: string) => splitRuns(text).map((run) => `${SHORT[run.font]}:${run.text}`);

describe('a label in runs of one face', () => {
  it.each([
    ['Order service', ['latin:Order service']],
    ['Ελληνικά Кириллица Việt Nam €', ['latin:Ελληνικά Кириллица Việt Nam €']],
    ['订单 Order 服务', ['chinese:订单', 'latin: Order ', 'chinese:服务']],
    ['日本語「テスト」', ['chinese:日本語「テスト」']],
    ['주문 서비스 v2', ['korean:주문 서비스', 'latin: v2']],
    ['Deploy 🚀 now', ['latin:Deploy ', 'emoji:🚀', 'latin: now']],
    ['ไทย Thai', ['none:ไทย', 'latin: Thai']],
    ['a ⇄ b', ['latin:a ', 'chinese:⇄', 'latin: b']],
  ])('%j', (text, wanted) => {
    expect(runs(text)).toEqual(wanted);
  });

  it.each(['👩‍💻', '🇩🇪', '👍🏽', '1️⃣', '❤️', '🏴‍☠️', '☁️'])(
    'the sequence %j stays one character of the emoji face',
    (text) => {
      expect(runs(`a${text}b`)).toEqual(['latin:a', `emoji:${text}`, 'latin:b']);
    },
  );

  it('letters that only look special are shown as what they are', () => {
    expect(runs('𝐎𝐫𝐝𝐞𝐫 ➜ ﬁ')).toEqual(['latin:Order → fi']);
    expect(runs('e\u0301')).toEqual(['latin:é']);
    expect(runs('a\ufe0fb\u200dc')).toEqual(['latin:abc']);
  });

  it.each([
    // In a text that begins to the left, a phrase to the right is one piece.
    ['Orders خدمة الطلبات done', ['latin:Orders ', 'arabic:خدمة الطلبات', 'latin: done']],
    ['Orders خدمة done خدمة', ['latin:Orders ', 'arabic:خدمة', 'latin: done ', 'arabic:خدمة']],
    // In one that begins to the right, what is said first stands rightmost.
    ['خدمة Kafka', ['latin:Kafka', 'latin: ', 'arabic:خدمة']],
    ['خدمة (Kafka) v2', ['latin:v2', 'latin: (', 'latin:Kafka', 'latin:) ', 'arabic:خدمة']],
    ['الدفع: 99.5!', ['latin:!', 'latin:99.5', 'latin: :', 'arabic:الدفع']],
    ['شراء [خدمة]', ['latin:[', 'arabic:خدمة', 'latin:] ', 'arabic:شراء']],
    // Numbers run to the right in both.
    ['خدمة ١٢', ['arabic:١٢', 'latin: ', 'arabic:خدمة']],
    ['v1 خدمة 12', ['latin:v1 12', 'latin: ', 'arabic:خدمة']],
    ['\u200fKafka خدمة', ['arabic:خدمة', 'latin: ', 'latin:Kafka']],
  ])('%j is ordered as it is read', (text, wanted) => {
    expect(runs(text)).toEqual(wanted);
  });
});
