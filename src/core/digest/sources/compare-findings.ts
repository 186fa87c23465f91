import { matchUp, wordsKey } from '../../design/compare/match.ts';
import { matchModels, NO_MODEL } from '../../design/compare/match-models.ts';
import type { Design } from '../../design/document.ts';
import type { Finding, Review } from '../../design/review/finding.ts';

type Reviewed = { design: Design; review: Pick<Review, 'findings'> };

/** What an engineer should act on that only one of two versions of a design has. */
export type FindingChanges = { appeared: Finding[]; went: Finding[] };

type Located = {
  finding: Finding;
  /** What it is about by its names: a place in a list says nothing, since lists shift. */
  about: string;
  /** The same, but for what a link carries. */
  roughly: string;
};

/**
 * Which findings appeared or went. One is the same when it is of the same rule and about the same thing: its words may
 * name what changed elsewhere.
 */
export function compareFindings(before: Reviewed, after: Reviewed): FindingChanges {
  const models = matchModels(before.design.model ?? NO_MODEL, after.design.model ?? NO_MODEL);
  const matches = matchUp(
    before.review.findings.map((finding) => locate(finding, before.design, models.nodeId)),
    after.review.findings.map((finding) => locate(finding, after.design, (id) => id)),
    [
      ({ finding, about }) => JSON.stringify([finding.rule, about, finding.message]),
      ({ finding, about }) => JSON.stringify([finding.rule, about, withoutNumbers(finding.message)]),
      { single: ({ finding, about }) => JSON.stringify([finding.rule, about, ownWords(finding)]) },
      { single: ({ finding, roughly }) => JSON.stringify([finding.rule, roughly, ownWords(finding)]) },
    ],
  );
  return {
    appeared: matches.flatMap((match) =>
      match.before === undefined && isGrave(match.after.finding) ? [match.after.finding] : [],
    ),
    went: matches.flatMap((match) =>
      match.after === undefined && isGrave(match.before.finding) ? [match.before.finding] : [],
    ),
  };
}

function isGrave({ severity }: Finding): boolean {
  return severity !== 'info';
}

/** What a parser says of a text is another fault each time; what a rule says of one thing is one and the same. */
function ownWords({ rule, message }: Finding): string {
  return rule.endsWith('-invalid') ? withoutNumbers(message) : '';
}

function withoutNumbers(text: string): string {
  return text.replace(/\d+/g, '#');
}

function locate(finding: Finding, design: Design, nodeId: (id: string) => string): Located {
  const [list, index, rest] = splitPlace(finding.where);
  const at = (...about: string[]): Located => {
    const text = JSON.stringify([list, ...about, rest]);
    return { finding, about: text, roughly: text };
  };
  if (index === undefined) return at();
  const { model } = design;
  const link = list === 'model.links' ? model?.links[index] : undefined;
  if (link) {
    const ends = [nodeId(link.from), nodeId(link.to)];
    const carried = [link.kind, link.event ?? '', link.label ?? ''].map(wordsKey);
    return { ...at(...ends, ...carried), roughly: JSON.stringify([list, ends]) };
  }
  const node = list === 'model.nodes' ? model?.nodes[index] : undefined;
  return at(node ? nodeId(node.id) : nameOf(design, list, index));
}

/** `model.links.3.event` → `model.links`, 3, `event`. */
function splitPlace(where: string): [list: string, index: number | undefined, rest: string] {
  const [, list = where, index, rest = ''] = /^([^\d]*?)\.(\d+)(?:\.(.*))?$/.exec(where) ?? [];
  return [list, index === undefined ? undefined : Number(index), rest];
}

function nameOf(design: Design, list: string, index: number): string {
  const names: Record<string, readonly string[] | undefined> = {
    'model.contexts': design.model?.contexts.map(({ name }) => name),
    sections: design.sections.map(({ heading }) => heading),
    options: design.options.map(({ name }) => name),
    contracts: design.contracts.map(({ filename }) => filename),
    decisions: design.decisions.map(({ title }) => title),
    risks: design.risks.map(({ risk }) => risk),
    checklist: design.checklist.map(({ item }) => item),
    assumptions: design.assumptions,
    escalations: design.escalations,
    openQuestions: design.openQuestions,
  };
  return wordsKey(names[list]?.[index] ?? '');
}
