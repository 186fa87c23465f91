import type { Design } from '../document.ts';
import { designChapters } from './chapters.ts';
import { contractFiles } from './contract-files.ts';
import { closeMarkdown, escapeMarkdown, fence } from './markdown.ts';
import { writeMermaid } from './mermaid.ts';

export const DESIGN_FILE = 'design.md';

/** The whole design as one Markdown document: nothing of it is left out, the contracts included. */
export function writeDesignMarkdown(design: Design): string {
  const { model } = design;
  const picture =
    model && model.nodes.length > 0 ? `## Diagram\n\n${fence(writeMermaid(model), 'mermaid')}` : '';
  const chapters = designChapters(design).map(
    ({ heading, markdown }) => `## ${escapeMarkdown(heading)}\n\n${markdown}`,
  );
  const contracts = contractFiles(design).map(
    ({ name, content, language }) => `### ${escapeMarkdown(name)}\n\n${fence(content, language)}`,
  );
  const parts = [
    `# ${escapeMarkdown(design.title)}`,
    closeMarkdown(design.summary),
    picture,
    ...chapters,
    ...contracts,
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}
