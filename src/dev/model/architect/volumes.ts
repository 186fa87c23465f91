/** `noun` is empty where a figure answers a question that says what is counted; `peakPerSecond` where it is a rate of the busiest time. */
export type Volume = {
  text: string;
  value: number;
  noun: string;
  perDay: number | undefined;
  peakPerSecond?: number;
};

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
    const noun = (match[3] ?? match[7] ?? 'requests').trim().toLowerCase();
    if (rate !== undefined && perDayOf[rate] === 86_400)
      return { text: match[0].trim(), value, noun, ...fromPeak(value) };
    return {
      text: match[0].trim(),
      value,
      noun,
      perDay: rate === undefined ? undefined : value * (perDayOf[rate] ?? 1),
    };
  });
  return [...found, ...readChineseVolumes(text)];
}

/** Ten hours carry most of a day's work, and the busiest hour twice their mean: peak = mean × 5. */
export const peakFactor = 5;

/** A rate per second is said of the busy time. */
function fromPeak(perSecond: number): Pick<Volume, 'perDay' | 'peakPerSecond'> {
  return { perDay: (perSecond * 86_400) / peakFactor, peakPerSecond: perSecond };
}

/** Figures without what they count, as people answer "how many a day?": "about 3,000 a day, at lunch 20 a second". */
export function readBareRates(text: string): Volume[] {
  const pattern =
    /\b((?:under|about|around|roughly|over|more than|less than|up to|at most) )?(\d[\d,]*(?:\.\d+)?)\s*(k|m|thousand|million)?\s*(?:(?:per|a|an|each|every)\s+|\/\s*)(second|sec|s|minute|min|hour|h|day|week|month|year)\b/gi;
  return [...text.matchAll(pattern)].map((match): Volume => {
    const value = toNumber(match[2] ?? '0') * (factorOf[(match[3] ?? '').toLowerCase()] ?? 1);
    const days = perDayOf[(match[4] ?? '').toLowerCase()] ?? 1;
    const shared = { text: match[0].trim(), value, noun: '' };
    return days === 86_400 ? { ...shared, ...fromPeak(value) } : { ...shared, perDay: value * days };
  });
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
