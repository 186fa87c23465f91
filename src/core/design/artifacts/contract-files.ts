import type { Design } from '../document.ts';
import { safeFileName, uniqueFileNames } from './file-names.ts';

export type ContractFile = {
  name: string;
  /** Id of the service, and what its contract is written in, for people. */
  service: string;
  title: string;
  content: string;
  mediaType: string;
  /** Of a code block that shows it. */
  language: string;
};

const FORMATS = {
  openapi: { ending: 'yaml', title: 'OpenAPI' },
  asyncapi: { ending: 'yaml', title: 'AsyncAPI' },
  protobuf: { ending: 'proto', title: 'Protobuf' },
} as const;

/** The document itself; no contract may take its name. */
export const DOCUMENT_FILE = 'design.json';

/**
 * The contracts of a design as files, in its order, under names that are safe and differ from each other. Each ends as
 * a contract does, so none can take the name of another file of the design but that of the document.
 */
export function contractFiles(design: Design): ContractFile[] {
  const names = design.contracts.map(({ service, format, filename, content }) => {
    const isJson = format !== 'protobuf' && content.trimStart().startsWith('{');
    const ending = isJson ? 'json' : FORMATS[format].ending;
    const own = safeFileName(filename, safeFileName(`${service}.${format}`, format));
    return /\.(?:ya?ml|json|proto)$/i.test(own) ? own : `${own}.${ending}`;
  });
  const [, ...unique] = uniqueFileNames([DOCUMENT_FILE, ...names]);
  return design.contracts.map(({ service, format, content }, index) => {
    const name = unique[index] ?? '';
    return { name, service, title: FORMATS[format].title, content, ...mediaOf(name) };
  });
}

function mediaOf(name: string): { mediaType: string; language: string } {
  if (/\.json$/i.test(name)) return { mediaType: 'application/json', language: 'json' };
  if (/\.proto$/i.test(name)) return { mediaType: 'text/plain', language: 'protobuf' };
  return { mediaType: 'application/yaml', language: 'yaml' };
}
