import type { Design } from '../../../core/design/document.ts';
import { writeDecisions, writeRisks } from './advice.ts';
import { writeAsyncApi } from './asyncapi.ts';
import type { Blueprint } from './blueprint.ts';
import { madeFrom } from './brief-words.ts';
import { styleName } from './choose-style.ts';
import { writeOpenApi } from './openapi.ts';
import { writeOptions } from './options.ts';
import { nodeId, nodeName, type Part } from './parts.ts';
import { writeChecklist, writeEscalations, writeOpenQuestions } from './review-text.ts';
import { writeSections } from './sections.ts';
import { focusPart } from './structure-text.ts';

/** How every answer of this model begins. */
export const stamp = 'Offline stand-in, no AI:';

/** A complete design document from a blueprint. */
export function writeDocument(blueprint: Blueprint): Design {
  const options = writeOptions(blueprint);
  return {
    title: blueprint.title.slice(0, 120),
    summary: writeSummary(blueprint).slice(0, 600),
    assumptions: blueprint.assumptions,
    sections: writeSections(blueprint, options),
    options,
    model: blueprint.model,
    contracts: writeContracts(blueprint),
    decisions: writeDecisions(blueprint, options),
    risks: writeRisks(blueprint),
    checklist: writeChecklist(blueprint),
    escalations: writeEscalations(blueprint),
    openQuestions: writeOpenQuestions(blueprint),
  };
}

function writeSummary(blueprint: Blueprint): string {
  const { domain, style, parts, facts, load, news } = blueprint;
  // Where only the first sentence is shown, it is the one that says something.
  const source = madeFrom(blueprint);
  const made = `${source === '' ? 'Made from a catalogue and your words' : shorten(source.replace(/\.$/, ''), 240)}${blueprint.foreign ? ', answered in English' : ''}.`;
  if (news.length > 0)
    return `${stamp} Changed since the last version: ${shorten(news.join('; '), 560 - stamp.length - made.length)}. ${made}`;
  if (blueprint.extends) {
    const added = parts.filter((part) => !part.existing).map(nodeName);
    return blueprint.changes.length === 0
      ? `${stamp} ${domain.name}: nothing new is added; the advice is in the sections. ${made}`
      : `${stamp} ${shorten(blueprint.changes.join('; '), 330)}. ${added.length === 0 ? 'No new deployable.' : `New: ${added.join(', ')}.`} ${made}`;
  }
  const team = facts.team === undefined ? '' : ` and ${facts.team.text}`;
  return `${stamp} ${domain.name}: ${styleName(style, domain, blueprint.extends).toLowerCase()}, sized for ${load.text}${team}. ${domain.invariant} ${made}`;
}

/** One OpenAPI file per service that is called, one AsyncAPI file per part that sends events; of what exists, only what changes. */
function writeContracts(blueprint: Blueprint): Design['contracts'] {
  const { parts, technology, model } = blueprint;
  const focus = focusPart(blueprint);
  const shown = blueprint.extends
    ? parts.filter((part) => !part.existing || part.id === focus?.id || isChanged(part, blueprint.changes))
    : parts;
  const called = (part: Part): boolean =>
    model.links.some((link) => link.to === nodeId(part) && link.kind === 'sync');
  return shown.flatMap((part) => {
    const service = nodeId(part);
    const files: Design['contracts'] = [];
    if (called(part) && part.entities.length > 0) {
      files.push({
        service,
        format: 'openapi',
        filename: `${service}.openapi.yaml`,
        content: writeOpenApi(part),
      });
    }
    if (part.emits.length > 0) {
      files.push({
        service,
        format: 'asyncapi',
        filename: `${service}.asyncapi.yaml`,
        content: writeAsyncApi(part, parts, technology.broker),
      });
    }
    return files;
  });
}

/** As the notes of changes put it. */
function isChanged(part: Part, changes: readonly string[]): boolean {
  const says = [' is split', ', which owns the matter', ' answers 202', ' sends ', ' is there already and'];
  return changes.some((change) => says.some((words) => change.includes(`${nodeName(part)}${words}`)));
}

function shorten(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\s,]+\S*$/, '')}…`;
}
