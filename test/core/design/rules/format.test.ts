import { advice, anAgent, decision, node, option, section, service, system } from './builders.ts';
import { expectRule } from './expect-rule.ts';

const withSections = (...headings: string[]) => ({
  design: advice({ sections: headings.map((heading) => section(heading)) }),
  agent: anAgent({ sections: ['Problem Analysis', 'Architectural Options', 'Testing & Validation'] }),
});

expectRule('missing-section', {
  broken: {
    'a section that is not there': {
      ...withSections('Problem Analysis', 'Testing & Validation'),
      at: ['sections'],
      says: ['“Architectural Options”', 'after “Problem Analysis”'],
    },
    'none at all': { ...withSections(), at: ['sections', 'sections', 'sections'] },
    'sections out of order': {
      ...withSections('Architectural Options', 'Problem Analysis', 'Testing & Validation'),
      at: ['sections.0'],
      says: ['“Architectural Options” stands before “Problem Analysis”'],
    },
    'a heading that only begins alike': {
      ...withSections('Problem Analysis', 'Architectural Options and Costs', 'Testing & Validation'),
      at: ['sections'],
    },
    'a section without text': {
      design: advice({ sections: [section('Lage'), section('Lösung', ' \n')] }),
      agent: anAgent({ sections: ['Lage', 'Lösung'] }),
      at: ['sections.1'],
      says: ['“Lösung”'],
    },
    'a section in Chinese that is missing': {
      design: advice({ sections: [section('一、现状')] }),
      agent: anAgent({ sections: ['现状', '方案'] }),
      at: ['sections'],
      says: ['“方案”'],
    },
  },
  sound: {
    'numbering, case and marks': withSections(
      '1. PROBLEM ANALYSIS',
      '**2) Architectural options:**',
      '### Section 3 – Testing & Validation',
    ),
    'roman and keycap digits, and letters': withSections(
      'I. Problem Analysis',
      '2️⃣ Architectural Options',
      'c) “Testing & Validation”',
    ),
    'further sections between': withSections(
      'Summary',
      'Problem Analysis',
      'Constraints',
      'Architectural Options',
      'Testing & Validation',
      'Appendix',
    ),
    'no sections and no agent': { design: advice({}) },
    'no sections and an agent without a format': { design: advice({}), agent: anAgent() },
  },
});

const promised = anAgent({ options: [2, 3] });

expectRule('options-count', {
  broken: {
    'one option of two to three': {
      design: advice({ options: [option('A', true)] }),
      agent: promised,
      at: ['options'],
      says: ['1 option', '2 to 3'],
    },
    'four options': {
      design: advice({ options: [option('A', true), option('B'), option('C'), option('D')] }),
      agent: promised,
      at: ['options'],
    },
    'no option': {
      design: advice({}),
      agent: anAgent({ options: [2, 2] }),
      at: ['options'],
      says: ['exactly 2'],
    },
    'none recommended': {
      design: advice({ options: [option('Schiene'), option('Straße')] }),
      agent: promised,
      at: ['options'],
      says: ['recommend exactly one'],
    },
    'two recommended': {
      design: advice({ options: [option('铁路', true), option('公路'), option('海运', true)] }),
      agent: promised,
      at: ['options.2'],
      says: ['“铁路” and “海运”'],
    },
    'two recommended without an agent': {
      design: advice({ options: [option('A', true), option('B', true)] }),
      at: ['options.1'],
    },
    'two recommended by an agent that promises no number': {
      design: advice({ options: [option('A', true), option('B', true)] }),
      agent: anAgent(),
      at: ['options.1'],
    },
  },
  sound: {
    'the least and the most': {
      design: advice({ options: [option('A'), option('B', true)] }),
      agent: promised,
    },
    'the most': {
      design: advice({ options: [option('A'), option('B', true), option('C')] }),
      agent: promised,
    },
    'none where none has to be': { design: advice({}), agent: anAgent({ options: [0, 3] }) },
    'any number without an agent, none recommended': { design: advice({ options: [option('A')] }) },
  },
});

const all = anAgent({ deliverables: ['diagram', 'contracts', 'decisions', 'ownership', 'runbook', 'code'] });

expectRule('missing-deliverable', {
  broken: {
    'nothing of what is promised': {
      design: system([service('a')], []),
      agent: all,
      at: ['sections', 'sections', 'model.nodes', 'contracts', 'decisions'],
    },
    'a model without nodes': {
      design: system([], []),
      agent: anAgent({ deliverables: ['diagram'] }),
      at: ['model.nodes'],
      says: ['diagram'],
    },
    'no code in the answer of a hospital': {
      design: advice({ sections: [section('Umsetzung', 'Erst die Betten, dann `main.py`.')] }),
      agent: anAgent({ deliverables: ['code'] }),
      at: ['sections'],
    },
  },
  sound: {
    'all of it': {
      design: system([service('a', { owns: ['beds'] })], [], {
        contracts: [{ service: 'a', format: 'openapi', filename: 'a.yaml', content: '' }],
        decisions: [decision('Keep it', 'We keep it.')],
        sections: [section('Betrieb', '### Runbook\n\n1. Neu starten\n\n~~~sh\nls\n~~~')],
      }),
      agent: all,
    },
    'advice that changes no structure': {
      design: advice({}),
      agent: anAgent({ deliverables: ['diagram', 'contracts', 'ownership'] }),
    },
    'a pipeline of workers, of which nothing can be called': {
      design: system([node('worker', 'etl')], []),
      agent: anAgent({ deliverables: ['contracts'] }),
    },
  },
});
