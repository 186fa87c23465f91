import { expect, it } from 'vitest';
import { settleDecision } from '../../../src/core/decisions/draft-decisions.ts';
import type { Design } from '../../../src/core/design/document.ts';
import { compareBy } from '../../../src/core/digest/sources/compared-design.ts';
import { findContradiction, toHeld } from '../../../src/core/digest/sources/find-contradiction.ts';
import { readSubject } from '../../../src/core/digest/sources/same-subject.ts';
import { loadCatalogue } from '../../../src/dev/model/catalogue/load-catalogue.ts';
import { agents, designFor } from '../../dev/model/architect/conversation.ts';
import { accepted } from './a-history.ts';

/** Systems of all kinds, whose designs have the same options, the same technologies and much the same decisions. */
async function makeDesigns(): Promise<Design[]> {
  const designs: Design[] = [];
  for (const { name } of loadCatalogue().domains) {
    designs.push(
      await designFor(agents.deep, `Design a ${name} system with Kafka and PostgreSQL, 20 engineers`),
    );
  }
  return designs;
}

it('designs of different systems never contradict each other’s decisions, whichever option was chosen', async () => {
  const designs = await makeDesigns();
  expect(designs.length).toBeGreaterThan(20);
  const compared = new Map(designs.map((design) => [design, compareBy(design, readSubject(design))]));
  let asked = 0;
  let own = 0;
  const found: string[] = [];
  for (const design of designs) {
    for (const place of design.options.keys()) {
      const settled = settleDecision(design, place);
      if (!settled) continue;
      const { title, chosen: option = '' } = settled.draft;
      const from = { design, subject: readSubject(design) };
      const held = toHeld({ ...accepted(1, { title }), option }, from);
      for (const [other, later] of compared) {
        const how = findContradiction(held, later, { isSameThread: false });
        if (other === design) own += how === undefined ? 0 : 1;
        else if (how !== undefined) found.push(`${title}: ${option} / ${other.title} ${how}`);
        asked += 1;
      }
    }
  }
  expect(found).toEqual([]);
  expect(asked).toBeGreaterThan(1_500);
  // Each design does contradict the choice of an option that it does not recommend.
  expect(own).toBeGreaterThan(designs.length);
});
