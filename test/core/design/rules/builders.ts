import type { Agent } from '../../../../src/core/agents/agent.ts';
import type { Design, DesignLink, DesignNode } from '../../../../src/core/design/document.ts';
import type { Finding } from '../../../../src/core/design/review/finding.ts';
import { reviewDesign } from '../../../../src/core/design/review/review.ts';
import { NO_SOURCES, type Sources } from '../../../../src/core/design/sources/sources.ts';
import { EMPTY_DESIGN } from '../sample-design.ts';

type Rest = Partial<Omit<DesignNode, 'id' | 'kind'>>;

export function node(kind: DesignNode['kind'], id: string, rest: Rest = {}): DesignNode {
  return { id, kind, name: id, owns: [], existing: false, ...rest };
}

export const service = (id: string, rest: Rest = {}): DesignNode => node('service', id, rest);

type More = Partial<Pick<DesignLink, 'label' | 'event' | 'protocol'>>;

export const calls = (from: string, to: string, label?: string): DesignLink => ({
  ...{ from, to, kind: 'sync' as const },
  ...(label === undefined ? {} : { label }),
});

/** `calls('a', 'b')`, `calls('b', 'c')` … */
export const callsInARow = (...ids: string[]): DesignLink[] =>
  ids.slice(1).map((to, index) => calls(ids[index] ?? '', to));

export const sends = (from: string, to: string, event?: string): DesignLink => ({
  ...{ from, to, kind: 'async' as const },
  ...(event === undefined ? {} : { event }),
});

export const stores = (from: string, to: string, label?: string): DesignLink => ({
  ...{ from, to, kind: 'data' as const },
  ...(label === undefined ? {} : { label }),
});

export const link = (from: string, to: string, kind: DesignLink['kind'], more: More = {}): DesignLink => ({
  ...{ from, to, kind },
  ...more,
});

/** A design with this model; contexts are named by their ids. */
export function system(nodes: DesignNode[], links: DesignLink[], rest: Partial<Design> = {}): Design {
  const ids = [...new Set(nodes.flatMap(({ context }) => context ?? []))];
  return {
    ...EMPTY_DESIGN,
    model: { contexts: ids.map((id) => ({ id, name: id })), nodes, links },
    ...rest,
  };
}

export function advice(rest: Partial<Design>): Design {
  return { ...EMPTY_DESIGN, ...rest };
}

export function contract(
  of: string,
  filename = `${of}.yaml`,
  format: Design['contracts'][number]['format'] = 'openapi',
): Design['contracts'][number] {
  return { service: of, format, filename, content: '' };
}

export function option(name: string, recommended = false): Design['options'][number] {
  return { name, summary: '', pros: [], cons: [], complexity: 'low', cost: '', recommended };
}

export function decision(
  title: string,
  text: string,
  alternatives: string[] = [],
): Design['decisions'][number] {
  return { title, status: 'proposed', context: '', decision: text, consequences: '', alternatives };
}

export const section = (heading: string, markdown = 'Text.'): Design['sections'][number] => ({
  heading,
  markdown,
});

export function anAgent(output: Partial<Agent['output']> = {}, rules: Agent['rules'] = {}): Agent {
  return {
    id: 'test',
    title: 'Test',
    description: '',
    examples: [],
    model: 'sonnet',
    output: { sections: [], deliverables: [], languages: [], ...output },
    clarify: { rounds: 0, topics: [] },
    rules,
    instructions: '',
    hash: '000000000000',
    file: 'test.md',
  };
}

export type Case = { design: Design; agent?: Agent; sources?: Sources };

export function findingsOf({ design, agent, sources = NO_SOURCES }: Case): Finding[] {
  return reviewDesign(design, { agent, sources }).findings;
}

/** Where a rule finds something. */
export function placesOf(rule: string, given: Case): string[] {
  return findingsOf(given).flatMap((finding) => (finding.rule === rule ? [finding.where] : []));
}
