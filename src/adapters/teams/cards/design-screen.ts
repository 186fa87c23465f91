import { markdownLeaves } from '../../../core/chat/prose/markdown.ts';
import { formatCount } from '../../../core/chat/prose/text.ts';
import type { Reply } from '../../../core/chat/reply.ts';
import { changesLeaves } from '../../../core/chat/wording/changes.ts';
import { filesRuns } from '../../../core/chat/wording/files-hint.ts';
import { checksLeaves } from '../../../core/chat/wording/review.ts';
import { type Design, STORE_KINDS } from '../../../core/design/document.ts';
import type { Leaf } from '../render/leaf.ts';
import { heading, paragraph, type Stand } from './elements.ts';
import { choiceLeaves, chooseLeaves, lettersLeaves, optionsTable, recommendationLeaves } from './options.ts';
import { pictureLeaf } from './picture.ts';

type Presented = Extract<Reply, { kind: 'design' }>;

const ALL = Number.POSITIVE_INFINITY;
const SHOWN_ERRORS = 5;

/**
 * The top of a design's card, from the fullest to the briefest. Each leaves out more of what is whole further below:
 * the description of the picture, then reasons and costs, then the ends of long names, then the options.
 */
export function designScreens(reply: Presented, stand: Stand): Leaf[][] {
  const { design } = reply;
  const why = recommendationLeaves(design);
  const choice = [...choiceLeaves(reply), ...chooseLeaves(reply, stand)];
  const table = (cost: boolean, nameChars: number = ALL) => optionsTable(reply, { cost, nameChars });
  const pointer =
    design.options.length === 0 ? [] : [paragraph(`${formatCount(design.options.length, 'option')} below.`)];
  const bodies: { inFull?: true; options: Leaf[]; errors: number }[] = [
    { inFull: true, options: [...table(true), ...why], errors: SHOWN_ERRORS },
    { options: [...table(true), ...why], errors: SHOWN_ERRORS },
    { options: table(true), errors: SHOWN_ERRORS },
    { options: table(false), errors: SHOWN_ERRORS },
    { options: table(false), errors: 2 },
    { options: table(false, 40), errors: 2 },
    { options: pointer, errors: 1 },
  ];
  return bodies.map(({ inFull = false, options, errors }) => [
    titleLeaf(reply),
    ...markdownLeaves(design.summary),
    ...pictureLeaves(reply, inFull),
    ...options,
    ...choice,
    ...checksLeaves(reply, errors),
    ...factsLeaves(reply),
  ]);
}

/** What a later version changed; `lines`: so many of each kind. */
export function changesScreens(reply: Presented, stand: Stand, lines: number): Leaf[][] {
  const { changes, design, version, files } = reply;
  if (!changes) return [];
  const bodies = [
    { inFull: true, lines, errors: SHOWN_ERRORS },
    ...[lines, 5, 3].map((most) => ({ inFull: false, lines: Math.min(lines, most), errors: SHOWN_ERRORS })),
    { inFull: false, lines: 0, errors: 1 },
  ];
  return bodies.map(({ inFull, lines: most, errors }) => [
    titleLeaf(reply),
    ...markdownLeaves(design.summary),
    ...pictureLeaves(reply, inFull),
    heading(`Changed since version ${changes.from}`, 3),
    ...changesLeaves(changes, most),
    ...(Number.isFinite(most) ? [paragraph(`All changes of version ${version} follow below.`)] : []),
    ...choiceLeaves(reply),
    ...lettersLeaves(reply),
    ...chooseLeaves(reply, stand),
    ...checksLeaves(reply, errors),
    paragraph(`Only what changed since version ${changes.from} is shown here. `, ...filesRuns(files)),
  ]);
}

function titleLeaf({ design, version }: Presented): Leaf {
  return heading(version > 1 ? `${design.title} v${version}` : design.title);
}

function pictureLeaves({ picture }: Presented, inFull: boolean): Leaf[] {
  return picture ? [pictureLeaf(picture, 0, inFull)] : [];
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
