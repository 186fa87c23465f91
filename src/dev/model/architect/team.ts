import { toNumber } from './volumes.ts';

/** How many people build and run it, in their own words; one number gives the same least and most. */
export type Team = { text: string; least: number; most: number };

const number = '(?:\\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty)';
const range = `(${number})(?:\\s*(?:[-–]|to)\\s*(${number}))?`;
const person =
  '(?:backend |senior |full-?stack |software |more )?(?:developers?|engineers?|devs|programmers?|people|persons?|of us)\\b';
/** "More than 50" has no upper end; half as many again is enough to reckon with. */
const openEnd = 1.5;

/** `asked` says that the words answer the question for the team, so that a lone "six" will do. */
export function readTeam(text: string, asked = false): Team | undefined {
  const open = /(?:more than|over|at least) (\d+) people|(\d+) people or more/i.exec(text);
  if (open !== null) {
    const least = Number(open[1] ?? open[2]);
    return { text: open[0].toLowerCase(), least, most: Math.ceil(least * openEnd) };
  }
  const patterns = [
    `team (?:of|von|aus) (?:about |around |only |just )?${range}`,
    `${range}[ -](?:person|people|head) team\\b`,
    `${range}[ -](?:${person})(?! (?:per|a|who|use|in (?:the|a) city))`,
    `${range} (?:Entwickler|desarrolladores)`,
    `equipo de ${range}`,
    `(\\d+)\\s*(?:人团队|名工程师|个工程师)`,
    `\\b(?:we are|we're|there are) (?:only |just |about |around )?${range}(?=\\s*(?:[.,;!]|$|people|and\\b|now\\b))`,
    ...(asked ? [range] : []),
  ];
  for (const pattern of patterns) {
    const match = new RegExp(`(?<![\\d,.])(?:${pattern})`, 'i').exec(text);
    if (match === null) continue;
    const least = toNumber(match[1] ?? '');
    const most = match[2] === undefined ? least : toNumber(match[2]);
    if (!Number.isFinite(least) || least < 1) continue;
    return { text: least === most ? countText(least) : `${least}–${most} people`, least, most };
  }
  const teams = new RegExp(`(${number}) (?:small |feature |product )?teams\\b`, 'i').exec(text);
  // A team is taken as six people, the size a stream-aligned team ordinarily has.
  if (teams !== null) {
    const size = toNumber(teams[1] ?? '') * 6;
    return { text: teams[0].toLowerCase(), least: size, most: size };
  }
  return /\b(solo|just me|alone|one-person)\b/i.test(text)
    ? { text: '1 person', least: 1, most: 1 }
    : undefined;
}

function countText(size: number): string {
  return size === 1 ? '1 person' : `${size} people`;
}
