type Forms = { isolated: string; final: string; initial?: string; medial?: string };

/** The blocks of presentation forms, by which a letter's joined shapes can be asked for one by one. */
const FORM_BLOCKS = [
  [0xfb50, 0xfbff],
  [0xfe80, 0xfef4],
] as const;

const MARK = /^\p{M}$/u;
const KASHIDA = '\u0640';

let forms: Map<string, Forms> | undefined;

/** Arabic with each letter in the shape that its neighbours give it, so that its glyphs can be measured one by one. */
export function joinArabic(text: string): string {
  forms ??= readForms();
  const known = forms;
  const characters = Array.from(text);
  const letters = characters.filter((character) => !MARK.test(character));
  const reachesOn = (letter: string | undefined): boolean =>
    letter === KASHIDA || (letter !== undefined && known.get(letter)?.initial !== undefined);
  const joinsBack = (letter: string | undefined): boolean =>
    letter === KASHIDA || (letter !== undefined && known.has(letter));

  let at = -1;
  return characters
    .map((character) => {
      if (MARK.test(character)) return character;
      at += 1;
      const shapes = known.get(character);
      if (!shapes) return character;
      const before = reachesOn(letters[at - 1]);
      const after = reachesOn(character) && joinsBack(letters[at + 1]);
      if (before) return (after && shapes.medial) || shapes.final;
      return (after && shapes.initial) || shapes.isolated;
    })
    .join('');
}

/** Unicode lists the shapes of a letter as isolated, final, initial, medial; letters that never reach on have two. */
function readForms(): Map<string, Forms> {
  const shapes = new Map<string, string[]>();
  for (const [first, last] of FORM_BLOCKS) {
    for (let code = first; code <= last; code++) {
      const shape = String.fromCodePoint(code);
      const letter = shape.normalize('NFKC');
      if (letter !== shape && letter.length === 1) shapes.set(letter, [...(shapes.get(letter) ?? []), shape]);
    }
  }
  return new Map(
    [...shapes].flatMap(([letter, [isolated, final, initial, medial]]): [string, Forms][] => {
      if (isolated === undefined || final === undefined) return [];
      return [[letter, initial && medial ? { isolated, final, initial, medial } : { isolated, final }]];
    }),
  );
}
