import { inlineMarkdown, markdownLeaves } from '../../../core/chat/prose/markdown.ts';
import { plainRuns } from '../../../core/chat/prose/runs.ts';
import { clipText, formatCount } from '../../../core/chat/prose/text.ts';
import type { Reply } from '../../../core/chat/reply.ts';
import { changesLeaves } from '../../../core/chat/wording/changes.ts';
import { filesRuns } from '../../../core/chat/wording/files-hint.ts';
import { checksLeaves } from '../../../core/chat/wording/review.ts';
import { type Design, STORE_KINDS } from '../../../core/design/document.ts';
import type { Leaf } from '../render/leaf.ts';
import { ANOTHER_IN_WORDS, anotherSelect } from './another.ts';
import { actionsLeaf, button, heading, type NameOf, paragraph } from './elements.ts';
import { feedbackLeaf, footerLeaf } from './footer.ts';
import { choiceLeaves, chooseLeaves, optionsTable, recommendationLeaves } from './options.ts';
import { pictureLeaf } from './picture.ts';

type Presented = Extract<Reply, { kind: 'design' }>;

const ALL = Number.POSITIVE_INFINITY;
const SHOWN_ERRORS = 5;
const SUMMARY_CHARS = 240;

/**
 * A design on one screen, from the fullest to the briefest. Each leaves out more of what is whole further below: the
 * description of the picture, then reasons and costs, then the ends of long names, then the options.
 */
export function designScreens(reply: Presented, nameOf?: NameOf): Leaf[][] {
  const { design } = reply;
  const why = recommendationLeaves(design);
  const choice = choiceLeaves(reply, nameOf);
  const table = (cost: boolean, nameChars: number = ALL) => [
    ...optionsTable(reply, { cost, nameChars }),
    ...choice,
  ];
  const pointer = [paragraph(`${formatCount(design.options.length, 'option')} below.`)];
  const bodies: { inFull?: true; options: Leaf[]; errors: number }[] = [
    { inFull: true, options: [...table(true), ...why], errors: SHOWN_ERRORS },
    { options: [...table(true), ...why], errors: SHOWN_ERRORS },
    { options: table(true), errors: SHOWN_ERRORS },
    { options: table(false), errors: SHOWN_ERRORS },
    { options: table(false), errors: 2 },
    { options: table(false, 40), errors: 2 },
    { options: design.options.length === 0 ? [] : [...pointer, ...choice], errors: 1 },
  ];
  return bodies.map(({ inFull = false, options, errors }) => [
    titleLeaf(reply),
    ...markdownLeaves(design.summary),
    ...pictureLeaves(reply, inFull),
    ...options,
    ...checksLeaves(reply, errors),
    ...factsLeaves(reply),
    ...endLeaves(reply),
  ]);
}

/** What a later version changed, on one screen, from the fullest to the briefest. */
export function changesScreens(reply: Presented, nameOf?: NameOf): Leaf[][] {
  const { changes, design, version, files } = reply;
  if (!changes) return [];
  const bodies: { inFull?: true; lines: number; errors: number }[] = [
    { inFull: true, lines: ALL, errors: SHOWN_ERRORS },
    { lines: ALL, errors: SHOWN_ERRORS },
    ...[10, 5, 3].map((lines) => ({ lines, errors: SHOWN_ERRORS })),
    { lines: 0, errors: 1 },
  ];
  const hint = `Only what changed since version ${changes.from} is shown here. `;
  return bodies.map(({ inFull = false, lines, errors }) => [
    titleLeaf(reply),
    paragraph(firstSentence(design.summary)),
    ...pictureLeaves(reply, inFull),
    heading(`Changed since version ${changes.from}`, 3),
    ...changesLeaves(changes, lines),
    ...(Number.isFinite(lines) ? [paragraph(`All changes of version ${version} follow below.`)] : []),
    ...choiceLeaves(reply, nameOf),
    ...checksLeaves(reply, errors),
    paragraph(hint, ...filesRuns(files)),
    ...endLeaves(reply),
  ]);
}

function titleLeaf({ design, version }: Presented): Leaf {
  return heading(version > 1 ? `${design.title} v${version}` : design.title);
}

function pictureLeaves({ picture }: Presented, inFull: boolean): Leaf[] {
  return picture ? [pictureLeaf(picture, 0, inFull)] : [];
}

/** What can be done now, and who did this at what cost. */
function endLeaves(reply: Presented): Leaf[] {
  const { ref, footer, others } = reply;
  const another = anotherSelect(ref, others);
  const inWords = ['Reply in this thread to ask more, or to change something.'];
  if (another.length > 0) inWords.push(ANOTHER_IN_WORDS);
  return [
    ...chooseLeaves(reply),
    actionsLeaf(
      inWords.join(' '),
      button('Ask a follow-up', 'follow-up', ref),
      button('Regenerate', 'regenerate', ref),
      ...another,
    ),
    footerLeaf(footer),
    feedbackLeaf(ref),
  ];
}

function firstSentence(markdown: string): string {
  const text = plainRuns(inlineMarkdown(markdown)).replace(/\s+/g, ' ').trim();
  const sentence = /^.*?[.!?](?=\s)|^.*?[。！？]/u.exec(text)?.[0] ?? text;
  return clipText(sentence, SUMMARY_CHARS) || '…';
}

/** How much there is, and where to find it. */
function factsLeaves({ design, files }: Presented): Leaf[] {
  const runs = [...countsLine(design), ...filesRuns(files)];
  return runs.length === 0 ? [] : [paragraph(...runs)];
}

function countsLine(design: Design): string[] {
  const nodes = design.model?.nodes ?? [];
  const links = design.model?.links ?? [];
  const services = nodes.filter((node) => ['service', 'worker'].includes(node.kind));
  const events = new Set(links.flatMap((link) => (link.event === undefined ? [] : [link.event])));
  const counts: [number, string][] = [
    [services.length, 'service'],
    [nodes.filter((node) => STORE_KINDS.includes(node.kind)).length, 'store'],
    [links.length, 'link'],
    [events.size, 'event'],
    [design.contracts.length, 'contract'],
    [design.decisions.length, 'decision'],
    [design.risks.length, 'risk'],
    [design.openQuestions.length, 'open question'],
  ];
  const words = counts.filter(([count]) => count > 0).map(([count, one]) => formatCount(count, one));
  return words.length === 0 ? [] : [`${words.join(' · ')}\n`];
}
