import type { Part } from '../../../core/chat/chat.ts';
import type { Reply } from '../../../core/chat/reply.ts';
import { designChapters } from '../../../core/design/artifacts/chapters.ts';
import { contractFiles } from '../../../core/design/artifacts/contract-files.ts';
import { DESIGN_FILE, writeDesignMarkdown } from '../../../core/design/artifacts/design-md.ts';
import type { Design } from '../../../core/design/document.ts';
import { inlineMarkdown, markdownLeaves } from '../markdown.ts';
import { type Leaf, leavesText } from '../render/leaf.ts';
import { REPLY_MESSAGES, TEXT_BYTES } from '../render/limits.ts';
import { packMessages, type SlackContent } from '../render/pack.ts';
import { plainRuns, type Run } from '../render/runs.ts';
import { byteLength, cleanText, formatCount } from '../render/text.ts';
import { anotherLeaves } from './another.ts';
import { contextLeaf, heading, paragraph, styled } from './elements.ts';
import { feedbackLeaf, footerLeaf } from './footer.ts';
import { textFile, toFiles, toMessages } from './parts.ts';

/** One screen first; then all of the design in further messages; then the written document and the contracts. */
export function planDesign(reply: Extract<Reply, { kind: 'design' }>): Part[] {
  const { design, footer, ref, others } = reply;
  const details = detailLeaves(design);
  const feedback = feedbackLeaf(ref);
  const another = anotherLeaves(ref, others);
  const end = [contextLeaf('AI-generated: check it before you build on it.'), feedback];
  const messages =
    details.length === 0
      ? screen(design, [footerLeaf(footer), ...another, feedback])
      : [...screen(design, [footerLeaf(footer), ...another]), ...packMessages([...details, ...end])];
  const files = contractFiles(design).map(({ name, content, mediaType }) =>
    textFile(name, content, mediaType),
  );
  const written = textFile(DESIGN_FILE, writeDesignMarkdown(design));
  return [...toMessages(limit(messages, end)), ...toFiles([written, ...files])];
}

/** What is too much for a channel is in the document, which holds everything anyway. */
function limit(messages: SlackContent[], end: readonly Leaf[]): SlackContent[] {
  if (messages.length <= REPLY_MESSAGES) return messages;
  const rest = paragraph(
    'The design goes on; the whole of it is in the file ',
    styled(DESIGN_FILE, { code: true }),
    '.',
  );
  return [...messages.slice(0, REPLY_MESSAGES - 1), ...packMessages([rest, ...end])];
}

/** The fullest version that fits one message: what it leaves out is among the details. */
function screen(design: Design, end: readonly Leaf[]): SlackContent[] {
  const top = [heading(design.title), ...markdownLeaves(design.summary)];
  const counts = countsLeaf(design);
  const why = reasonLeaves(design);
  const versions = [
    [...top, ...optionsTable(design, true), ...why, counts],
    [...top, ...optionsTable(design, true), counts],
    [...top, ...optionsTable(design, false), counts],
  ];
  const [fullest = [], ...others] = versions.map((leaves) => packMessages([...leaves, ...end]));
  return [fullest, ...others].find((messages) => messages.length === 1) ?? fullest;
}

function optionsTable({ options }: Design, withCost: boolean): Leaf[] {
  if (options.length === 0) return [];
  const cell = (text: string): Run[] => [{ text: cleanText(text) }];
  const header = withCost ? ['Option', 'Complexity', 'Cost'] : ['Option', 'Complexity'];
  const rows = options.map((option) => [
    option.recommended ? [styled(`★ ${option.name}`, { bold: true })] : cell(option.name),
    cell(option.complexity),
    ...(withCost ? [inlineMarkdown(option.cost)] : []),
  ]);
  return [{ kind: 'table', header: header.map(cell), rows, align: [] }];
}

function reasonLeaves({ options }: Design): Leaf[] {
  const chosen = options.find((option) => option.recommended);
  if (!chosen) return [];
  return [
    paragraph(styled(`★ Recommended: ${chosen.name}. `, { bold: true }), ...inlineMarkdown(chosen.summary)),
  ];
}

function countsLeaf(design: Design): Leaf {
  const nodes = design.model?.nodes ?? [];
  const links = design.model?.links ?? [];
  const stores = ['database', 'cache', 'storage'];
  const services = nodes.filter((node) => ['service', 'gateway', 'frontend', 'worker'].includes(node.kind));
  const events = new Set(links.flatMap((link) => (link.event === undefined ? [] : [link.event])));
  const counts: [number, string, string?][] = [
    [services.length, 'service'],
    [nodes.filter((node) => stores.includes(node.kind)).length, 'store'],
    [links.length, 'link'],
    [events.size, 'event'],
    [design.contracts.length, 'contract'],
    [design.decisions.length, 'decision'],
    [design.risks.length, 'risk'],
    [design.openQuestions.length, 'open question'],
  ];
  const words = counts
    .filter(([count]) => count > 0)
    .map(([count, one, many]) => formatCount(count, one, many));
  const files = ['Whole document: ', styled(DESIGN_FILE, { code: true })];
  return paragraph(...(words.length === 0 ? [] : [`${words.join(' · ')}\n`]), ...files);
}

/** Chapters up to what is more than a channel takes: the rest would be left to the document anyway. */
function detailLeaves(design: Design): Leaf[] {
  const details: Leaf[] = [];
  let bytes = 0;
  for (const chapter of designChapters(design)) {
    if (bytes > REPLY_MESSAGES * TEXT_BYTES) break;
    // A heading inside a chapter is below it, whatever level the model gave it.
    const inside = markdownLeaves(chapter.markdown).map((leaf) =>
      leaf.kind === 'heading' ? { ...leaf, level: Math.max(3, leaf.level) } : leaf,
    );
    details.push(heading(plainRuns(inlineMarkdown(chapter.heading)) || chapter.heading), ...inside);
    bytes += byteLength(leavesText(inside));
  }
  return details;
}
