import { describe, expect, it } from 'vitest';
import { reviewDesign } from '../../../src/core/design/review/review.ts';
import { NO_SOURCES } from '../../../src/core/design/sources/sources.ts';
import {
  advice,
  anAgent,
  calls,
  callsInARow,
  contract,
  node,
  option,
  sends,
  service,
  stores,
  system,
} from './rules/builders.ts';
import { makeSoundDesign } from './rules/generated/sound-design.ts';

const faulty = system(
  [service('a', { port: 80 }), service('b', { port: 80 }), node('database', 'd')],
  [calls('b', 'gone'), calls('a', 'b'), calls('b', 'a')],
  { options: [option('X', true), option('Y', true)], contracts: [contract('nobody')] },
);

describe('a review', () => {
  it('tells errors first, then warnings, then notes, each in the order of the document', () => {
    const { findings } = reviewDesign(faulty, { sources: NO_SOURCES });
    expect(findings.map(({ severity, where, rule }) => `${severity} ${where} ${rule}`)).toEqual([
      'error options.1 options-count',
      'error model.links.0 dangling-link',
      'error contracts.0 contract-unknown-service',
      'warning model.nodes.1 port-conflict',
      'warning model.links.2 sync-cycle',
      'info model.nodes.0 no-contract',
      'info model.nodes.1 no-contract',
      'info model.nodes.2 no-owner',
    ]);
  });

  it('says the same each time, and leaves the design as it was', () => {
    const before = structuredClone(faulty);
    const first = reviewDesign(faulty, { sources: NO_SOURCES });
    expect(reviewDesign(faulty, { sources: NO_SOURCES })).toEqual(first);
    expect(faulty).toEqual(before);
  });

  it('takes severities from the agent, and leaves out what it switches off', () => {
    const agent = anAgent({}, { 'port-conflict': 'error', 'sync-cycle': 'off', 'no-such-rule': 'error' });
    const { findings } = reviewDesign(faulty, { agent, sources: NO_SOURCES });
    const severities = new Map(findings.map(({ rule, severity }) => [rule, severity]));
    expect(severities.get('port-conflict')).toBe('error');
    expect(severities.has('sync-cycle')).toBe(false);
    expect(severities.has('no-such-rule')).toBe(false);
  });

  it('counts the rules that had something to check', () => {
    const checksOf = (design: typeof faulty, agent?: ReturnType<typeof anAgent>) =>
      reviewDesign(design, { agent, sources: NO_SOURCES }).checks;
    expect(checksOf(advice({}))).toBe(0);
    expect(checksOf(advice({ options: [option('X')] }))).toBe(1);
    const plain = checksOf(faulty);
    expect(checksOf(faulty, anAgent({}, { 'sync-cycle': 'off', unreachable: 'off' }))).toBe(plain - 2);
    expect(checksOf(faulty, anAgent({ sections: ['A'] }, { 'event-name': 'info' }))).toBe(plain + 2);
  });

  it('counts the contracts that were read and not refused', () => {
    const design = system([service('a')], [], {
      contracts: ['x', 'y', 'z'].map((name) => contract('a', `${name}.yaml`)),
    });
    const problems = [2, 2].map((index) => ({
      rule: 'contract-invalid' as const,
      where: `contracts.${index}`,
      message: 'it does not hold.',
    }));
    expect(reviewDesign(design, { sources: { problems, operations: [[], [], []] } }).validContracts).toBe(2);
    expect(reviewDesign(design, { sources: NO_SOURCES }).validContracts).toBe(0);
  });

  it('sums up what is wrong too often to be read', () => {
    const links = Array.from({ length: 42 }, () => calls('a', 'gone'));
    const { findings } = reviewDesign(system([service('a')], links), { sources: NO_SOURCES });
    const dangling = findings.filter(({ rule }) => rule === 'dangling-link');
    expect(dangling).toHaveLength(31);
    expect(dangling.at(-1)).toMatchObject({ severity: 'error', where: 'model.links.30' });
    expect(dangling.at(-1)?.message).toContain('12 more');
  });

  it('names nodes of one name by their ids too', () => {
    const twins = [service('a', { name: 'API', port: 80 }), service('b', { name: 'API', port: 80 })];
    const { findings } = reviewDesign(system(twins, []), { sources: NO_SOURCES });
    expect(findings.find(({ rule }) => rule === 'port-conflict')?.message).toContain(
      'API (`a`) and API (`b`)',
    );
  });
});

describe('the largest model there may be', () => {
  const ids = Array.from({ length: 200 }, (_, index) => `n${index}`);
  const id = (index: number): string => ids[index % 200] ?? '';
  const review = (links: ReturnType<typeof calls>[], kind: 'service' | 'broker' = 'service') =>
    reviewDesign(
      system(
        ids.map((one, index) => node(index % 2 === 0 ? kind : 'service', one, { context: `c${index % 60}` })),
        links,
      ),
      { sources: NO_SOURCES },
    ).findings;

  it('ends where ways multiply: 50 layers of four, each calling all of the next', () => {
    const links = Array.from({ length: 600 }, (_, at) => {
      const [layer, from, to] = [Math.floor(at / 16), Math.floor(at / 4) % 4, at % 4];
      return calls(id(layer * 4 + from), id(layer * 4 + 4 + to));
    });
    const chains = review(links).filter(({ rule }) => rule === 'sync-chain');
    expect(chains.length).toBeGreaterThan(0);
  });

  it('ends where everything is one circle, and tells of it once', () => {
    const links = ids.flatMap((one, at) => [1, 7, 31].map((step) => calls(one, id(at + step))));
    const findings = review(links);
    expect(findings.filter(({ rule }) => rule === 'sync-cycle')).toHaveLength(1);
    expect(findings.filter(({ rule }) => rule === 'sync-chain')).toEqual([]);
  });

  it('ends where every other node is a broker', () => {
    const links = ids.flatMap((one, at) => [1, 2, 3].map((step) => sends(one, id(at + step), `e${at}`)));
    expect(review(links, 'broker').filter(({ rule }) => rule === 'single-point-of-failure')).toEqual([]);
  });

  it('ends where nothing is where its links lead', () => {
    const links = Array.from({ length: 600 }, (_, at) => stores(`m${at}`, `${id(at)}x`.repeat(8)));
    expect(review(links).filter(({ rule }) => rule === 'dangling-link')).toHaveLength(31);
  });
});

describe('a sound design in which nodes and links stand in another order', () => {
  it('stays sound, and a chain in it stays a chain', () => {
    for (let seed = 1; seed <= 40; seed++) {
      const { design, ...context } = makeSoundDesign(seed);
      design.model.nodes.reverse();
      design.model.links.reverse();
      expect(reviewDesign(design, context).findings).toEqual([]);
    }
    const nodes = ['e', 'c', 'a', 'd', 'b'].map((one) => service(one));
    const links = callsInARow('a', 'b', 'c', 'd', 'e').reverse();
    const { findings } = reviewDesign(system(nodes, links), { sources: NO_SOURCES });
    expect(findings.filter(({ rule }) => rule === 'sync-chain').map(({ where }) => where)).toEqual([
      'model.links.0',
    ]);
  });
});
