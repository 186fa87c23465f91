import type { Problem, Rule } from '../review/rule.ts';
import { quote } from '../review/wording.ts';
import { plainHeading } from '../text/heading.ts';

/** Further sections may stand between those of the format; a section without text is none. */
export const missingSection: Rule = {
  id: 'missing-section',
  severity: 'error',
  appliesTo: ({ agent }) => agent !== undefined && agent.output.sections.length > 0,
  check({ design, agent }) {
    const wanted = agent?.output.sections ?? [];
    const places = wanted.map((heading) => findPlace(design.sections, heading));
    return [...findMissing(design.sections, wanted, places), ...findMisplaced(wanted, places)];
  },
};

type Sections = readonly { heading: string; markdown: string }[];

/** With text where a heading stands twice; -1 where it is missing. */
function findPlace(sections: Sections, heading: string): number {
  const same = (section: { heading: string }): boolean =>
    plainHeading(section.heading) === plainHeading(heading);
  const written = sections.findIndex((section) => same(section) && section.markdown.trim() !== '');
  return written >= 0 ? written : sections.findIndex(same);
}

function findMissing(sections: Sections, wanted: readonly string[], places: readonly number[]): Problem[] {
  return wanted.flatMap((heading, index) => {
    const place = places[index] ?? -1;
    const section = sections[place];
    if (section === undefined) {
      const before = wanted[index - 1];
      const position = before === undefined ? 'as the first one' : `after ${quote(before)}`;
      return [
        {
          where: 'sections',
          message: `The section ${quote(heading)} is missing: add it under exactly this heading, ${position}.`,
        },
      ];
    }
    if (section.markdown.trim() !== '') return [];
    return [{ where: `sections.${place}`, message: `The section ${quote(heading)} has no text: write it.` }];
  });
}

function findMisplaced(wanted: readonly string[], places: readonly number[]): Problem[] {
  const there = wanted
    .map((heading, index) => ({ heading, place: places[index] ?? -1 }))
    .filter(({ place }) => place >= 0);
  return there.flatMap(({ heading, place }, index) => {
    const before = there[index - 1];
    if (before === undefined || place > before.place) return [];
    const message = `The section ${quote(heading)} stands before ${quote(before.heading)}: put it after that one, as in ${there.map((one) => quote(one.heading)).join(', ')}.`;
    return [{ where: `sections.${place}`, message }];
  });
}
