import type { Design } from '../document.ts';
import { plainHeading } from '../text/heading.ts';
import type { Change } from './changes.ts';
import { fieldChange, listChange, matchUp, oneLine, toChanges, wordsKey } from './match.ts';
import type { MatchedModels } from './match-models.ts';

export function compareDecisions(before: Design, after: Design): Change[] {
  const matches = matchUp(before.decisions, after.decisions, [
    ({ title }) => wordsKey(title),
    ({ decision }) => wordsKey(decision) || undefined,
  ]);
  return toChanges(matches, {
    what: ({ title }) => title,
    detail: ({ status }) => status,
    differences: (old, now) => [
      ...fieldChange('title', old.title, now.title),
      ...fieldChange('status', old.status, now.status),
      ...reworded('decision', old.decision, now.decision),
      ...reworded('context', old.context, now.context),
      ...reworded('consequences', old.consequences, now.consequences),
      ...listChange('alternatives', old.alternatives, now.alternatives),
    ],
  });
}

export function compareOptions(before: Design, after: Design): Change[] {
  const matches = matchUp(before.options, after.options, [
    ({ name }) => wordsKey(name),
    ({ summary }) => wordsKey(summary) || undefined,
  ]);
  return toChanges(matches, {
    what: ({ name }) => name,
    detail: ({ recommended }) => (recommended ? 'recommended' : ''),
    differences: (old, now) => [
      ...(old.recommended === now.recommended
        ? []
        : [now.recommended ? 'recommended now' : 'not recommended any more']),
      ...fieldChange('name', old.name, now.name),
      ...fieldChange('complexity', old.complexity, now.complexity),
      ...fieldChange('cost', old.cost, now.cost),
      ...reworded('summary', old.summary, now.summary),
      ...listChange('pros', old.pros, now.pros),
      ...listChange('cons', old.cons, now.cons),
    ],
  });
}

/** Everything else that people read, in the order of the written design. */
export function compareTexts(before: Design, after: Design, models: MatchedModels): Change[] {
  const sections = matchUp(before.sections, after.sections, [
    ({ heading }) => plainHeading(heading),
    ({ markdown }) => wordsKey(markdown) || undefined,
  ]);
  const risks = matchUp(before.risks, after.risks, [({ risk }) => wordsKey(risk)]);
  const checklist = matchUp(before.checklist, after.checklist, [({ item }) => wordsKey(item)]);
  return [
    ...whole('Title', fieldChange('title', before.title, after.title)),
    ...whole('Summary', reworded('summary', before.summary, after.summary)),
    ...lines('Assumption', before.assumptions, after.assumptions),
    ...toChanges(models.contexts, {
      what: ({ name }) => `Bounded context ${name}`,
      differences: (old, now) => fieldChange('name', old.name, now.name),
    }),
    ...toChanges(sections, {
      what: ({ heading }) => `Section “${heading}”`,
      differences: (old, now) => [
        ...(plainHeading(old.heading) === plainHeading(now.heading)
          ? []
          : fieldChange('heading', old.heading, now.heading)),
        ...reworded('text', old.markdown, now.markdown),
      ],
    }),
    ...toChanges(risks, {
      what: ({ risk }) => `Risk: ${oneLine(risk)}`,
      differences: (old, now) => [
        ...fieldChange('likelihood', old.likelihood, now.likelihood),
        ...fieldChange('impact', old.impact, now.impact),
        ...reworded('mitigation', old.mitigation, now.mitigation),
      ],
    }),
    ...toChanges(checklist, {
      what: ({ item }) => `Checklist: ${oneLine(item)}`,
      detail: ({ status }) => status,
      differences: (old, now) => [
        ...fieldChange('status', old.status, now.status),
        ...fieldChange('note', old.note, now.note),
      ],
    }),
    ...lines('Escalation', before.escalations, after.escalations),
    ...lines('Open question', before.openQuestions, after.openQuestions),
  ];
}

function lines(label: string, before: readonly string[], after: readonly string[]): Change[] {
  return toChanges(matchUp(before, after, [wordsKey]), {
    what: (item) => `${label}: ${oneLine(item)}`,
    // The same words with other signs: `< 100 ms` and `> 100 ms` are not the same.
    differences: (old, now) => (ending(old) === ending(now) ? [] : [`was: ${oneLine(old)}`]),
  });
}

function whole(what: string, differences: string[]): Change[] {
  return differences.length === 0 ? [] : [{ mark: 'changed', what, detail: differences.join('; ') }];
}

/** Texts of several lines are not repeated in a list of changes. */
function reworded(label: string, before: string, after: string): string[] {
  if (lineEnds(before) === lineEnds(after)) return [];
  return [`${label} ${before.trim() === '' ? 'added' : after.trim() === '' ? 'left out' : 'reworded'}`];
}

function lineEnds(text: string): string {
  const lines = text.normalize('NFC').split('\n');
  return lines
    .map((line) => line.trimEnd())
    .join('\n')
    .trim();
}

function ending(text: string): string {
  return lineEnds(text)
    .replace(/[.;]+$/, '')
    .toLowerCase();
}
