import fc from 'fast-check';

type Json = unknown;

/** Strings that have broken programs: controls, half characters, names of prototypes, marks, long ones. */
const ODD_STRINGS = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  'x\udfffy',
  '\u202Eabc',
  '👩‍👩‍👧‍👦',
  'é́́́́',
  '\uFEFF',
  '\r\n\r\n',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '%E0%A4%A',
  '%00',
  '../../../etc/passwd',
  '<@U0ARCHITECT>',
  '<@U0ARCHITECT|>',
  '<!channel> <!here>',
  '<http://a|b>',
  '<<<<<<|||||>>>>>>',
  '&amp;&lt;&gt;',
  '{{7*7}}',
  'slack:T0LIGHTHOUSE:C0ARCHITECTURE:1.1',
  '{architect}',
  '*',
  'a b\tc\nd',
  '1e999',
  '-0',
  'NaN',
  'undefined',
  'null',
  'true',
  '1700000000.000100',
  'T0OTHER',
  'U0NOBODY',
  'D0NOWHERE',
];

/** Marks that never end, and blanks: what makes a careless expression look at everything from everywhere. */
const LONG = ['ab <@ *_`', '<!', ' ', '1. '].flatMap((unit) =>
  [2_000, 40_001].map((size) => unit.repeat(Math.ceil(size / unit.length)).slice(0, size)),
);

function nested(depth: number, isArray: boolean): Json {
  let value: Json = 'deep';
  for (let i = 0; i < depth; i++) value = isArray ? [value] : { a: value };
  return value;
}

/** Own keys of these names, as only a parser makes them. */
const PROTOTYPE_KEYS = [
  '{"__proto__":{"admin":true}}',
  '{"constructor":{"prototype":{"a":1}}}',
  '{"toString":1}',
];

export const oddString: fc.Arbitrary<string> = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...ODD_STRINGS) },
  { weight: 4, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 1, arbitrary: fc.constantFrom(...LONG) },
);

export const oddValue: fc.Arbitrary<Json> = fc.oneof(
  { weight: 8, arbitrary: oddString },
  { weight: 4, arbitrary: fc.constantFrom<Json>(null, true, false, 0, -1, 1.5, 1e308, 2 ** 53) },
  {
    weight: 3,
    arbitrary: fc.constantFrom<Json>([], {}, [[]], [null], { a: null }, { kind: 'x' }, { type: 'y' }),
  },
  { weight: 1, arbitrary: fc.constantFrom(...PROTOTYPE_KEYS).map((text): Json => JSON.parse(text)) },
  { weight: 1, arbitrary: fc.constantFrom(nested(50, true), nested(1_000, true), nested(1_000, false)) },
  { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
);

const HOWS = ['set', 'set', 'set', 'remove', 'remove', 'wrap', 'stringify', 'extra', 'repeat'] as const;

/** What is done to a value: `at` picks one of its places, whatever they are. */
export type Change = { at: number; how: (typeof HOWS)[number]; value: Json; key: string };

export const change: fc.Arbitrary<Change> = fc.record({
  at: fc.nat(100_000),
  how: fc.constantFrom(...HOWS),
  value: oddValue,
  key: oddString,
});

/** The value with up to `most` changes at any of its places. */
export function mutated(base: fc.Arbitrary<Json>, most = 3): fc.Arbitrary<Json> {
  return fc.tuple(base, fc.array(change, { maxLength: most })).map(([value, changes]) => {
    const root = { value: structuredClone(value) };
    for (const one of changes) apply(root, one);
    return root.value;
  });
}

type Holder = Record<string, Json>;

function apply(root: { value: Json }, { at, how, value, key }: Change): void {
  const places = placesOf(root);
  const place = places[at % places.length];
  if (!place) return;
  const { holder, name } = place;
  const old = holder[name];
  if (how === 'remove') {
    if (Array.isArray(holder)) holder.splice(Number(name), 1);
    else if (holder !== root) delete holder[name];
  } else if (how === 'extra' && isHolder(old)) put(old, key, value);
  else if (how === 'repeat')
    put(
      holder,
      name,
      Array.from({ length: 30 }, () => old),
    );
  else if (how === 'wrap') put(holder, name, [old]);
  else if (how === 'stringify') put(holder, name, JSON.stringify(old) ?? '');
  else put(holder, name, value);
}

/** Also for names such as `__proto__`, which an assignment would not make a key of. */
function put(holder: Holder, name: string, value: Json): void {
  Object.defineProperty(holder, name, { value, enumerable: true, configurable: true, writable: true });
}

function placesOf(root: Holder): { holder: Holder; name: string }[] {
  const found: { holder: Holder; name: string }[] = [];
  const open: Holder[] = [root];
  // Enough of what earlier changes put there; a deep one must not be walked to its end.
  for (let holder = open.shift(); holder && found.length < 400; holder = open.shift()) {
    for (const name of Object.keys(holder)) {
      found.push({ holder, name });
      const below = holder[name];
      if (isHolder(below)) open.push(below);
    }
  }
  return found;
}

function isHolder(value: Json): value is Holder {
  return typeof value === 'object' && value !== null;
}
