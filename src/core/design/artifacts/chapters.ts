import type { Design } from '../document.ts';
import { isOwnable } from '../ownable.ts';
import { oneLine } from '../text/one-line.ts';
import { plainWords } from '../text/plain-words.ts';
import { adrName } from './adr.ts';
import { contractFiles } from './contract-files.ts';
import type { DecisionFile } from './decision-files.ts';
import { bulletList, escapeMarkdown, table } from './markdown.ts';
import { nestMarkdown } from './nest-markdown.ts';

/** A part of the written design; `markdown` has headings from level 3 on, where it has our own. */
export type Chapter = { heading: string; markdown: string };

/**
 * All that a design says beside its title and summary, in the order in which it is read. Chapters that would be empty
 * are left out. Whoever renders a design for people renders these. `records` are the files that its decisions have.
 */
export function designChapters(design: Design, records: readonly DecisionFile[] = []): Chapter[] {
  const chapters: Chapter[] = [
    { heading: 'Assumptions', markdown: bulletList(design.assumptions) },
    ...design.sections.map(sectionChapter),
    { heading: 'Options', markdown: design.options.map(optionText).join('\n\n') },
    { heading: 'Services and ownership', markdown: nodesTable(design) },
    { heading: 'Links and events', markdown: linksTable(design) },
    {
      heading: 'Decisions',
      markdown: joined(recordsList(records), ...design.decisions.map(decisionText)),
    },
    { heading: 'Risks', markdown: risksTable(design) },
    { heading: 'Checklist', markdown: checklistText(design) },
    { heading: 'Escalations', markdown: bulletList(design.escalations) },
    { heading: 'Open questions', markdown: bulletList(design.openQuestions) },
    { heading: 'Contracts', markdown: contractsText(design) },
  ];
  return chapters.filter((chapter) => chapter.markdown.trim() !== '');
}

function sectionChapter({ heading, markdown }: Design['sections'][number]): Chapter {
  // A model often repeats the heading as the first line of the text.
  const [first = '', ...rest] = markdown.trim().split(/\r?\n/);
  const repeats = /^#{1,6}\s/.test(first) && plainWords(first) === plainWords(heading);
  const text = nestMarkdown(repeats ? rest.join('\n') : markdown, 3);
  return { heading: oneLine(heading), markdown: text || '–' };
}

function optionText(option: Design['options'][number]): string {
  return joined(
    `### ${escapeMarkdown(option.name)}${option.recommended ? ' (recommended)' : ''}`,
    nestMarkdown(option.summary, 4),
    [`**Complexity:** ${option.complexity}`, labelled('Cost', oneLine(option.cost))]
      .filter(Boolean)
      .join(' · '),
    listed('Pros', option.pros),
    listed('Cons', option.cons),
  );
}

function decisionText(decision: Design['decisions'][number]): string {
  return joined(
    `### ${escapeMarkdown(decision.title)}`,
    labelled('Status', escapeMarkdown(decision.status)),
    titled('Context', decision.context),
    titled('Decision', decision.decision),
    titled('Consequences', decision.consequences),
    listed('Alternatives', decision.alternatives),
  );
}

function recordsList(records: readonly DecisionFile[]): string {
  return records
    .map(({ number, title, status, name }) => {
      const link = `[${adrName(number)}](${name})`;
      return `- ${link}: ${escapeMarkdown(title)} (${escapeMarkdown(status)})`;
    })
    .join('\n');
}

function nodesTable({ model }: Design): string {
  if (!model || model.nodes.length + model.contexts.length === 0) return '';
  const contexts = new Map(model.contexts.map((context) => [context.id, context.name]));
  const stores = new Map(model.nodes.filter(isOwnable).map((node) => [node.id, node.name]));
  const rows = model.nodes.map((node) => [
    withId(node.name, node.id),
    node.existing ? `${node.kind} (existing)` : node.kind,
    [escapeMarkdown(node.technology ?? ''), node.port === undefined ? '' : `port ${node.port}`]
      .filter((part) => part !== '')
      .join(', '),
    oneLine(node.responsibility ?? ''),
    node.owns.map((owned) => escapeMarkdown(stores.get(owned) ?? owned)).join(', '),
    node.context === undefined ? '' : escapeMarkdown(contexts.get(node.context) ?? node.context),
  ]);
  const header = ['Name', 'Kind', 'Technology', 'Responsibility', 'Owns', 'Context'];
  const used = model.contexts.map((context) => `- ${withId(context.name, context.id)}`);
  return joined(
    rows.length === 0 ? '' : table(...withoutEmptyColumns(header, rows)),
    used.length === 0 ? '' : `**Bounded contexts**\n\n${used.join('\n')}`,
  );
}

function linksTable({ model }: Design): string {
  if (!model || model.links.length === 0) return '';
  const names = new Map(model.nodes.map((node) => [node.id, node.name]));
  const nameOf = (id: string): string => escapeMarkdown(names.get(id) ?? id);
  const rows = model.links.map((link) => [
    `${nameOf(link.from)} → ${nameOf(link.to)}`,
    [link.kind, escapeMarkdown(link.protocol ?? '')].filter((part) => part !== '').join(', '),
    escapeMarkdown(link.event ?? ''),
    oneLine(link.label ?? ''),
  ]);
  return table(...withoutEmptyColumns(['Link', 'Kind', 'Event', 'What'], rows));
}

function risksTable({ risks }: Design): string {
  const rows = risks.map((risk) => [
    oneLine(risk.risk),
    escapeMarkdown(risk.likelihood),
    escapeMarkdown(risk.impact),
    risk.mitigation,
  ]);
  return rows.length === 0 ? '' : table(['Risk', 'Likelihood', 'Impact', 'Mitigation'], rows);
}

function checklistText({ checklist }: Design): string {
  const marks = { ok: '✓', risk: '⚠ risk:', unknown: '? unknown:' } as const;
  return bulletList(
    checklist.map(
      ({ item, status, note }) => `${marks[status]} ${item}${note.trim() === '' ? '' : ` – ${note}`}`,
    ),
  );
}

function contractsText(design: Design): string {
  const names = new Map(design.model?.nodes.map((node) => [node.id, node.name]) ?? []);
  return contractFiles(design)
    .map(
      ({ name, service, title }) =>
        `- ${escapeMarkdown(names.get(service) ?? service)}: ${title}, \`${name}\``,
    )
    .join('\n');
}

/** Ids are said only where they can't be guessed from the name. */
function withId(name: string, id: string): string {
  const slug = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
  return slug(name) === slug(id) ? escapeMarkdown(name) : `${escapeMarkdown(name)} (${escapeMarkdown(id)})`;
}

function withoutEmptyColumns(header: string[], rows: string[][]): [string[], string[][]] {
  const isKept = (_: string, column: number): boolean => rows.some((row) => (row[column] ?? '') !== '');
  return [header.filter(isKept), rows.map((row) => row.filter(isKept))];
}

function joined(...parts: string[]): string {
  return parts.filter((part) => part.trim() !== '').join('\n\n');
}

function labelled(label: string, text: string): string {
  return text === '' ? '' : `**${label}:** ${text}`;
}

function titled(label: string, markdown: string): string {
  return markdown.trim() === '' ? '' : `**${label}**\n\n${nestMarkdown(markdown, 4)}`;
}

function listed(label: string, items: readonly string[]): string {
  return items.length === 0 ? '' : `**${label}**\n\n${bulletList(items)}`;
}
