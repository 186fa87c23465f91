export type Volume = { text: string; value: number; noun: string; perDay: number | undefined };

const numberWords: Record<string, number> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  twelve: 12,
  twenty: 20,
};

export function toNumber(text: string): number {
  return numberWords[text.toLowerCase()] ?? Number(text.replaceAll(',', ''));
}

const perDayOf: Record<string, number> = {
  second: 86_400,
  sec: 86_400,
  s: 86_400,
  minute: 1_440,
  min: 1_440,
  hour: 24,
  h: 24,
  day: 1,
  tag: 1,
  día: 1,
  week: 1 / 7,
  month: 1 / 30,
  year: 1 / 365,
};
const factorOf: Record<string, number> = {
  k: 1e3,
  thousand: 1e3,
  tausend: 1e3,
  mil: 1e3,
  m: 1e6,
  mio: 1e6,
  million: 1e6,
  millions: 1e6,
  millionen: 1e6,
  millones: 1e6,
  b: 1e9,
  billion: 1e9,
};

/** Figures with what they count: "10k orders a day", "5 million users", "300 rps". */
export function readVolumes(text: string): Volume[] {
  const pattern =
    /\b(\d[\d,]*(?:\.\d+)?)\s*(k|m|b|thousand|tausend|mil|mio|million(?:en|s)?|millones|billion)?\s+((?:[a-zäöüñáéíó-]+\s){0,2}?[a-zäöüñáéíó-]+)(?:\s+(?:per|a|an|each|every|pro|am|por|al)\s+|\s*\/\s*)(second|sec|s|minute|min|hour|h|day|week|month|year|tag|día)\b|\b(\d[\d,]*(?:\.\d+)?)\s*(k|m|b|thousand|million|billion)?\s+((?:daily |active |monthly |registered |concurrent )*(?:users|customers|devices|vehicles|drivers|couriers|restaurants|merchants|sellers|patients|beds|students|learners|employees|stores|shops|sites|warehouses|tenants|players|meters|sensors|members|hives|hotels|rooms|products|skus|documents|agents|messages|orders|requests))\b|\b(\d[\d,]*(?:\.\d+)?)\s*(k|m)?\s*(rps|qps|tps|req\/s|requests\/s)\b/gi;
  const found = [...text.matchAll(pattern)].map((match): Volume => {
    const value =
      toNumber(match[1] ?? match[5] ?? match[8] ?? '0') *
      (factorOf[(match[2] ?? match[6] ?? match[9] ?? '').toLowerCase()] ?? 1);
    const rate = match[10] === undefined ? match[4]?.toLowerCase() : 'second';
    return {
      text: match[0].trim(),
      value,
      noun: (match[3] ?? match[7] ?? 'requests').trim().toLowerCase(),
      perDay: rate === undefined ? undefined : value * (perDayOf[rate] ?? 1),
    };
  });
  return [...found, ...readChineseVolumes(text)];
}

const chineseDigits = '一二三四五六七八九十';

/** 每天一万订单: ten thousand a day. */
function readChineseVolumes(text: string): Volume[] {
  const pattern = /每(天|日|秒|小时)\s*约?\s*(\d+(?:\.\d+)?|[一二三四五六七八九十两])\s*(万|千|百万|亿)?/g;
  const factors: Record<string, number> = { 万: 1e4, 千: 1e3, 百万: 1e6, 亿: 1e8 };
  return [...text.matchAll(pattern)].map((match) => {
    const digits = match[2] ?? '';
    const base =
      digits === '两'
        ? 2
        : chineseDigits.includes(digits)
          ? chineseDigits.indexOf(digits) + 1
          : Number(digits);
    const value = base * (factors[match[3] ?? ''] ?? 1);
    const rate = match[1] === '秒' ? 86_400 : match[1] === '小时' ? 24 : 1;
    return { text: match[0], value, noun: 'requests', perDay: value * rate };
  });
}
