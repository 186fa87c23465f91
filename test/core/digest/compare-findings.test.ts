import { describe, expect, it } from 'vitest';
import type { Design, DesignLink } from '../../../src/core/design/document.ts';
import type { Finding } from '../../../src/core/design/review/finding.ts';
import { compareFindings } from '../../../src/core/digest/sources/compare-findings.ts';
import { EMPTY_DESIGN } from '../design/sample-design.ts';
import { aDecision, aFinding, aModel, services } from './a-history.ts';

const link = (from: string, to: string, change: Partial<DesignLink> = {}): DesignLink => ({
  from,
  to,
  kind: 'sync',
  ...change,
});

function reviewed(findings: Partial<Finding>[], design: Partial<Design> = {}) {
  return { design: { ...EMPTY_DESIGN, ...design }, review: { findings: findings.map(aFinding) } };
}

const compare = (before: ReturnType<typeof reviewed>, after: ReturnType<typeof reviewed>) => {
  const { appeared, went } = compareFindings(before, after);
  return [appeared.map(({ message }) => message), went.map(({ message }) => message)];
};

const abc = { model: aModel(services('A', 'B', 'C')) };
const cba = { model: aModel(services('C', 'B', 'A')) };

describe('the findings of two versions', () => {
  it('that appeared or went are told, notes are not', () => {
    const before = reviewed(
      [
        { where: 'model.nodes.0', message: 'old' },
        { severity: 'info', where: 'model.nodes.1', message: 'note' },
      ],
      abc,
    );
    const after = reviewed([{ where: 'model.nodes.2', message: 'new' }], abc);
    expect(compare(before, after)).toEqual([['new'], ['old']]);
    expect(compare(after, before)).toEqual([['old'], ['new']]);
  });

  it.each<[string, ReturnType<typeof reviewed>, ReturnType<typeof reviewed>]>([
    ['of the same words', reviewed([{}], abc), reviewed([{}], abc)],
    [
      'at another place in a list',
      reviewed([{ where: 'model.nodes.0' }], abc),
      reviewed([{ where: 'model.nodes.2' }], cba),
    ],
    [
      'about a node that got another id',
      reviewed([{ where: 'model.nodes.0' }], abc),
      reviewed([{ where: 'model.nodes.0', message: 'Nobody owns `svc-1`.' }], {
        model: aModel([{ id: 'svc-1', name: 'A', kind: 'service', owns: [], existing: false }]),
      }),
    ],
    [
      'about a node that was renamed',
      reviewed([{ where: 'model.nodes.0', message: 'Nobody owns A.' }], {
        model: aModel([{ id: 'a', name: 'A', kind: 'service', owns: [], existing: false }]),
      }),
      reviewed([{ where: 'model.nodes.0', message: 'Nobody owns Alpha.' }], {
        model: aModel([{ id: 'a', name: 'Alpha', kind: 'service', owns: [], existing: false }]),
      }),
    ],
    [
      'about a link, whatever else was added before it',
      reviewed([{ rule: 'sync-chain', where: 'model.links.0', message: '4 calls' }], {
        model: aModel(services('A', 'B', 'C'), [link('a', 'b')]),
      }),
      reviewed([{ rule: 'sync-chain', where: 'model.links.1', message: '5 calls' }], {
        model: aModel(services('A', 'B', 'C'), [link('b', 'c'), link('a', 'b')]),
      }),
    ],
    [
      'about a link that is labelled otherwise',
      reviewed([{ rule: 'unknown-operation', where: 'model.links.0', message: 'x' }], {
        model: aModel(services('A', 'B'), [link('a', 'b', { label: 'GET /x' })]),
      }),
      reviewed([{ rule: 'unknown-operation', where: 'model.links.0', message: 'y' }], {
        model: aModel(services('A', 'B'), [link('a', 'b', { label: 'GET /y' })]),
      }),
    ],
    [
      'about a decision that moved',
      reviewed([{ rule: 'decision-option', where: 'decisions.0' }], { decisions: [aDecision('One')] }),
      reviewed([{ rule: 'decision-option', where: 'decisions.1' }], {
        decisions: [aDecision('Two'), aDecision('One')],
      }),
    ],
    [
      'in another line of a contract',
      reviewed([{ rule: 'contract-invalid', where: 'contracts.0', message: 'o.yaml, line 3: no' }]),
      reviewed([{ rule: 'contract-invalid', where: 'contracts.0', message: 'o.yaml, line 7: no' }]),
    ],
    [
      'of which only the severity was set otherwise',
      reviewed([{ severity: 'error' }], abc),
      reviewed([{ severity: 'warning' }], abc),
    ],
  ])('are the same %s', (_, before, after) => {
    expect(compare(before, after)).toEqual([[], []]);
  });

  it.each<[string, Partial<Finding>, Partial<Finding>]>([
    ['two rules', { rule: 'no-owner' }, { rule: 'unused-node' }],
    ['two nodes', { where: 'model.nodes.0' }, { where: 'model.nodes.1' }],
    [
      'two faults of one contract',
      { rule: 'contract-invalid', where: 'contracts.0' },
      { rule: 'contract-invalid', where: 'contracts.0' },
    ],
  ])('are not the same of %s', (_, before, after) => {
    const old = reviewed([{ ...before, message: 'old' }], abc);
    const now = reviewed([{ ...after, message: 'new' }], abc);
    expect(compare(old, now)).toEqual([['new'], ['old']]);
  });

  it('are counted where there are more of one kind', () => {
    const same = { where: 'sections', message: 'A section is missing.' };
    expect(compare(reviewed([same, same, same]), reviewed([same]))).toEqual([
      [],
      [same.message, same.message],
    ]);
  });
});
