import type { Design } from '../../../core/design/document.ts';
import { writeDecisions, writeRisks } from './advice.ts';
import { writeAsyncApi } from './asyncapi.ts';
import type { Blueprint } from './blueprint.ts';
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
  const made = `${stamp} made from a catalogue and your words${blueprint.foreign ? ' (answered in English)' : ''}.`;
  if (news.length > 0) return `${made} Changed since the last version: ${shorten(news.join('; '), 430)}.`;
  if (blueprint.extends) {
    const added = parts.filter((part) => !part.existing).map(nodeName);
    return blueprint.changes.length === 0
      ? `${made} ${domain.name}: nothing new is added; the advice is in the sections.`
      : `${made} ${shorten(blueprint.changes.join('; '), 330)}. ${added.length === 0 ? 'No new deployable.' : `New: ${added.join(', ')}.`}`;
  }
  const team = facts.team === undefined ? '' : ` and ${facts.team.text}`;
  return `${made} ${domain.name}: ${styleName(style, domain, blueprint.extends).toLowerCase()}, sized for ${load.text}${team}. ${domain.invariant}`;
}

/** One OpenAPI file per service that is called, one AsyncAPI file per part that sends events; of what exists, only what changes. */
function writeContracts(blueprint: Blueprint): Design['contracts'] {
  const { parts, technology, model } = blueprint;
  const focus = focusPart(blueprint);
  const shown = blueprint.extends ? parts.filter((part) => !part.existing || part.id === focus?.id) : parts;
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

function shorten(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\s,]+\S*$/, '')}…`;
}
