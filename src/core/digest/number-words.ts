const UNITS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');

/** Amounts that no list of counts can confirm. */
const VAGUE =
  /^(?:half|halves|thirds?|quarters?|fifths?|twice|thrice|doubled?|tripled?|percent|percentage|dozens?|hundreds?|thousands?|millions?|billions?|trillions?|majority|pairs?|couple|score)$/;

/** The number that an English word says, such as `twenty-one`; undefined for other words. */
export function numberOf(word: string): number | undefined {
  const [ten = '', unit] = word.toLowerCase().split('-');
  if (TENS.includes(ten)) {
    const ones = unit === undefined ? 0 : UNITS.indexOf(unit);
    return ones >= 0 && ones < 10 ? 20 + 10 * TENS.indexOf(ten) + ones : undefined;
  }
  const index = unit === undefined ? UNITS.indexOf(ten) : -1;
  return index >= 0 ? index : undefined;
}

export function isVagueAmount(word: string): boolean {
  return VAGUE.test(word.toLowerCase());
}
