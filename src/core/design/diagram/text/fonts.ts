/** The faces of which a picture is set. `sans-serif` is for scripts that none of them has: a browser finds its own. */
export type FontName =
  | 'Inter'
  | 'Noto Sans SC'
  | 'Noto Sans KR'
  | 'Noto Sans Arabic'
  | 'Noto Emoji'
  | 'sans-serif';

/** Controls of a sequence: they have no form of their own. */
export const JOINERS = /[\u200c\u200e\u200f]|\u200d|\ufe0e|\ufe0f/gu;

const INTER = new RegExp(
  `^[${[
    ' -~\\u00a0-\\u00ac\\u00ae-\\u0148\\u014a-\\u01c3\\u01cd-\\u0250\\u02b0-\\u02ff',
    '\\u0300-\\u0304\\u0306-\\u030a\\u030c\\u031b\\u0323\\u0326-\\u0328\\u0374-\\u0376\\u037a-\\u037e\\u0384-\\u038a',
    '\\u038c\\u038e-\\u03a1\\u03a3-\\u03d7\\u03f0-\\u03f5\\u0400-\\u0479\\u0480-\\u0482\\u048a-\\u049d\\u04a0-\\u04ff',
    '\\u1e00-\\u1e9b\\u1e9e-\\u1eff\\u2010-\\u2027\\u2030-\\u2055\\u2070\\u2071\\u2074-\\u208e\\u20a0-\\u20ac',
    '\\u20ae\\u20af\\u20b1-\\u20b5\\u20b8-\\u20ba\\u20bc-\\u20bf\\u2116\\u2117\\u2122\\u2126\\u2150-\\u215f',
    '\\u2190-\\u2199\\u21ba\\u21bb\\u21b0\\u21b1\\u21b3-\\u21b5\\u21d2\\u21d4\\u2202\\u2205\\u2206\\u220f\\u2211\\u2212\\u221a',
    '\\u221e\\u222b\\u2248\\u2260\\u2264\\u2265\\u2303\\u2318\\u2325\\u23ce\\u2460-\\u2468\\u25a0\\u25a1\\u25aa',
    '\\u25b2\\u25b3\\u25b6\\u25b7\\u25bc\\u25bd\\u25c0\\u25c1\\u25c6\\u25c7\\u25ca\\u25cb\\u25cf\\u25e6\\u2605',
    '\\u2606\\u2661\\u2665\\u26a0\\u2713\\u2717',
  ].join('')}]+$`,
  'u',
);
/** Han and kana, and the symbols of which the other faces have none. */
const CHINESE =
  /^[\u21c4-\u21c6\u21cb\u21cc\u2200\u2203\u2207-\u220b\u221d-\u2220\u2225-\u222a\u2234-\u2237\u2261\u2262\u2266\u2267\u226a\u226b\u2282-\u2287\u2299\u22a5\u22ef\u2469-\u25ab\u25ce-\u25d3\u3001-\u3003\u3005-\u3011\u3014-\u301b\u3041-\u3096\u309b-\u30ff\u3105-\u312f\u3400-\u4db5\u4e00-\u9fef\uff01-\uff5e\uffe0-\uffe5]$/u;
const KOREAN = /^[\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]+$/u;
const ARABIC =
  /^[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufbc1\ufbd3-\ufbe9\ufbfc-\ufbff\ufe76-\ufefc]+$/u;
const EMOJI =
  /^(?:[0-9#*]\ufe0f?\u20e3|\p{Regional_Indicator}{2}|\p{Emoji_Presentation}.*|\p{Emoji}\ufe0f.*|\p{Emoji}\p{Emoji_Modifier}.*|(?=\p{Extended_Pictographic})\p{Emoji})$/u;

/** The face that has all of a grapheme. */
export function fontOf(grapheme: string): FontName {
  if (INTER.test(grapheme)) return 'Inter';
  if (EMOJI.test(grapheme)) return 'Noto Emoji';
  const letters = grapheme.replace(JOINERS, '');
  if (letters === '' || INTER.test(letters)) return 'Inter';
  if (EMOJI.test(letters)) return 'Noto Emoji';
  if (CHINESE.test(letters)) return 'Noto Sans SC';
  if (KOREAN.test(letters)) return 'Noto Sans KR';
  if (ARABIC.test(letters)) return 'Noto Sans Arabic';
  return 'sans-serif';
}
