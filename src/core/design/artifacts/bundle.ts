import type { Changes } from '../compare/changes.ts';
import type { Picture } from '../diagram/drawing.ts';
import type { Design } from '../document.ts';
import type { Review } from '../review/finding.ts';
import type { Artifact } from './artifact.ts';
import { contractFiles, DOCUMENT_FILE } from './contract-files.ts';
import { type ChosenOption, decisionFiles } from './decision-files.ts';
import { DESIGN_FILE, writeDesignMarkdown } from './design-md.ts';
import { writeMermaid } from './mermaid.ts';
import { writeOutline } from './outline.ts';
import { writeStructurizr } from './structurizr.ts';
import { zipArtifacts } from './zip.ts';

export type BundleInput = {
  design: Design;
  version: number;
  review: Review;
  changes?: Changes;
  /** `shown`: inside the message already. `handed`: as files beside it. */
  pictures: { shown: readonly Picture[]; handed: readonly Picture[] };
  /** Of the decisions' records, in the order of `draftDecisions`. */
  numbers: readonly (number | null)[];
  /** When the design was made: epoch milliseconds. */
  at?: number;
  choice?: ChosenOption;
};

export type Bundle = {
  /** What is handed over in a chat, in this order; its last is the zip of everything. */
  chat: Artifact[];
  /** Every file, the zip last. */
  all: Artifact[];
};

/** Every file that is made of a design. Their names are safe, flat, and differ even where case does not count. */
export function buildArtifacts(input: BundleInput): Bundle {
  const { design, version, review, changes, pictures } = input;
  const records = decisionFiles(design, input.numbers, input);
  const written = writeDesignMarkdown(design, {
    version,
    review,
    records,
    pictures: pictures.handed,
    ...(changes ? { changes } : {}),
  });
  const chat = [
    ...pictures.handed.map(pngFile),
    textFile(DESIGN_FILE, 'text/markdown', written),
    ...contractFiles(design).map(({ name, mediaType, content }) => textFile(name, mediaType, content)),
    ...records.map(({ name, content }) => textFile(name, 'text/markdown', content)),
    ...pictures.handed.map(svgFile),
    textFile(DOCUMENT_FILE, 'application/json', `${JSON.stringify(design, null, 2)}\n`),
  ];
  const rest = [
    ...modelFiles(design),
    ...pictures.shown.flatMap((picture) => [pngFile(picture), svgFile(picture)]),
  ];
  const zip = zipArtifacts('design.zip', [...chat, ...rest]);
  return { chat: [...chat, zip], all: [...chat, ...rest, zip] };
}

/** The model as other tools read it, and in words. */
function modelFiles(design: Design): Artifact[] {
  const { model } = design;
  if (!model || model.nodes.length === 0) return [];
  return [
    textFile('diagram.mmd', 'text/plain', `${writeMermaid(model)}\n`),
    textFile('workspace.dsl', 'text/plain', writeStructurizr(design)),
    textFile('outline.txt', 'text/plain', writeOutline(model)),
  ];
}

function textFile(name: string, mediaType: string, content: string): Artifact {
  return { name, mediaType, content };
}

function pngFile({ name, png, altText }: Picture): Artifact {
  return { name: `${name}.png`, mediaType: 'image/png', content: png, encoding: 'base64', altText };
}

function svgFile({ name, svg, altText }: Picture): Artifact {
  return { name: `${name}.svg`, mediaType: 'image/svg+xml', content: svg, altText };
}
