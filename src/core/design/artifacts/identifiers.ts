/** Words of the Mermaid and Structurizr grammars that a person may well give to a service. */
const RESERVED = new Set(
  `call class classdef click container component custom default deployment direction dynamic element end enterprise
  flowchart graph group href image include linkstyle model person relationship style styles subgraph system
  systemcontext this title views workspace softwaresystem`.split(/\s+/),
);

/**
 * An identifier for each id, which a reader recognises and no grammar stumbles over: small ASCII letters, digits and
 * underscores, all different. Of equal ids the first counts.
 */
export function identifiersOf(ids: readonly string[]): Map<string, string> {
  const used = new Set<string>();
  const found = new Map<string, string>();
  for (const id of ids) {
    if (found.has(id)) continue;
    const words = id
      .normalize('NFKD')
      .toLowerCase()
      .replace(/\p{M}+/gu, '')
      .replace(/[^a-z0-9]+/g, '_')
      .replace(/^_+|_+$/g, '');
    const stem = /^[a-z]/.test(words) && !RESERVED.has(words) ? words : `n_${words}`.replace(/_$/, '');
    let identifier = stem;
    for (let count = 2; used.has(identifier); count++) identifier = `${stem}_${count}`;
    used.add(identifier);
    found.set(id, identifier);
  }
  return found;
}
