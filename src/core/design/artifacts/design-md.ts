import type { Changes } from '../compare/changes.ts';
import type { Picture } from '../diagram/drawing.ts';
import type { Design } from '../document.ts';
import type { Review } from '../review/finding.ts';
import { describeChanges } from './changes-md.ts';
import { type Chapter, designChapters } from './chapters.ts';
import { contractFiles } from './contract-files.ts';
import type { DecisionFile } from './decision-files.ts';
import { escapeMarkdown, fence } from './markdown.ts';
import { writeMermaid } from './mermaid.ts';
import { nestMarkdown } from './nest-markdown.ts';
import { reviewLine, reviewText } from './review-md.ts';

export const DESIGN_FILE = 'design.md';

/** What is known of a design beside its document. */
export type WrittenContext = {
  version?: number;
  review?: Review;
  changes?: Changes;
  /** Those that are handed over beside the text, under their names. */
  pictures?: readonly Pick<Picture, 'name' | 'title' | 'altText'>[];
  records?: readonly DecisionFile[];
};

/** The whole design as one Markdown document: nothing of it is left out, the contracts included. */
export function writeDesignMarkdown(design: Design, context: WrittenContext = {}): string {
  const { review, changes, records } = context;
  const chapters: Chapter[] = [
    { heading: 'Diagram', markdown: diagramText(design, context.pictures ?? []) },
    { heading: 'Review', markdown: review ? reviewText(review) : '' },
    {
      heading: changes ? `What changed since version ${changes.from}` : '',
      markdown: changes ? changesText(changes) : '',
    },
    ...designChapters(design, records),
  ];
  const contracts = contractFiles(design).map(
    ({ name, content, language }) => `### ${escapeMarkdown(name)}\n\n${fence(content, language)}`,
  );
  const parts = [
    `# ${escapeMarkdown(design.title)}`,
    statusLine(context),
    nestMarkdown(design.summary, 4),
    ...chapters
      .filter((chapter) => chapter.markdown !== '')
      .map(({ heading, markdown }) => `## ${escapeMarkdown(heading)}\n\n${markdown}`),
    ...contracts,
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function statusLine({ version, review }: WrittenContext): string {
  return [version === undefined ? '' : `**Version ${version}**`, review ? reviewLine(review) : '']
    .filter((part) => part !== '')
    .join(' · ');
}

function diagramText({ model }: Design, pictures: NonNullable<WrittenContext['pictures']>): string {
  if (!model || model.nodes.length === 0) return '';
  const source = fence(writeMermaid(model), 'mermaid');
  if (pictures.length === 0) return source;
  const shown = pictures.map(({ name, title, altText }) => {
    const image = `![${escapeMarkdown(altText)}](${name}.png)`;
    return pictures.length === 1 ? image : `### ${escapeMarkdown(title)}\n\n${image}`;
  });
  const folded = `<details>\n<summary>The same as Mermaid source</summary>\n\n${source}\n\n</details>`;
  return [...shown, folded].join('\n\n');
}

function changesText(changes: Changes): string {
  const chapters = describeChanges(changes);
  if (chapters.length === 0) return 'Nothing.';
  return chapters.map(({ heading, markdown }) => `### ${heading}\n\n${markdown}`).join('\n\n');
}
