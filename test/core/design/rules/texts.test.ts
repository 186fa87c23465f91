import { advice, contract, decision, node, option, section, service, system } from './builders.ts';
import { expectRule } from './expect-rule.ts';

const options = [option('A. Modular monolith'), option('B. Three services', true)];

expectRule('decision-option', {
  broken: {
    'a letter beyond the options': {
      design: advice({ options, decisions: [decision('Go with option C', 'It is the cheapest.')] }),
      at: ['decisions.0'],
      says: ['`option C`', '“B. Three services”'],
    },
    'a number beyond the options': {
      design: advice({
        options,
        decisions: [decision('Keep it', 'Yes.'), decision('Cut', 'We choose option 3.')],
      }),
      at: ['decisions.1'],
    },
    'a chosen option by another name': {
      design: advice({
        options,
        decisions: [decision('Cut the shop', 'Chosen option: "Event sourcing", because …')],
      }),
      at: ['decisions.0'],
      says: ['“Event sourcing”'],
    },
    'a plan that a clinic does not have': {
      design: advice({
        options: [option('方案A:集中'), option('方案B:分散', true)],
        decisions: [decision('采用方案D', '分阶段实施。')],
      }),
      at: ['decisions.0'],
    },
  },
  sound: {
    'letters, numbers and names of the options': {
      design: advice({
        options,
        decisions: [
          decision('Option B', 'Option 2, not option A.'),
          decision('Cut', 'Chosen option: “three services”, because teams release alone.'),
        ],
      }),
    },
    'an alternative of its own': {
      design: advice({
        options,
        decisions: [decision('Broker', 'Option C was too dear.', ['Option C: managed Kafka'])],
      }),
    },
    'words that only sound like one': {
      design: advice({
        options,
        decisions: [
          decision('Give people the option a bank has', 'An option of 3 months, opción razonable.'),
        ],
      }),
    },
    'the subject of the decision itself': {
      design: advice({
        options,
        decisions: [decision('Use PostgreSQL', 'Chosen option: "PostgreSQL".', ['MySQL'])],
      }),
    },
  },
});

const point = (item: string, status: 'ok' | 'risk' | 'unknown') => ({ item, status, note: '' });

expectRule('escalation', {
  broken: {
    'an unknown that nobody has to settle': {
      design: advice({ checklist: [point('Load', 'ok'), point('Datenschutz', 'unknown')] }),
      at: ['checklist.1'],
      says: ['“Datenschutz”'],
    },
    'a risk that nothing meets': {
      design: advice({ checklist: [point('结算', 'risk')] }),
      at: ['checklist.0'],
    },
  },
  sound: {
    'all well': { design: advice({ checklist: [point('Load', 'ok')] }) },
    'an open question, or somebody to ask': {
      design: advice({ checklist: [point('Load', 'unknown')], openQuestions: ['How many beds?'] }),
    },
    'a risk that the risks treat': {
      design: advice({
        checklist: [point('Load', 'risk')],
        risks: [{ risk: 'Peak', likelihood: 'low', impact: 'low', mitigation: 'Queue' }],
      }),
    },
  },
});

const shop = [
  node('gateway', 'gw'),
  ...['orders', 'stock', 'pay'].map((id) => service(id, { context: id })),
  node('worker', 'mailer'),
  node('database', 'orders-db'),
];

const claim = (summary: string, rest = {}) => ({ design: system(shop, [], { summary, ...rest }) });

expectRule('number-mismatch', {
  broken: {
    'a title that counts more services': {
      design: system(shop, [], { title: 'Seven services for a hospital' }),
      at: ['title'],
      says: ['“Seven services”', '`3`'],
    },
    'a summary that sums up wrongly': {
      ...claim('The system consists of two small services and a gateway.'),
      at: ['summary'],
    },
    'more contexts than there are': {
      ...claim('Ordering is cut into six bounded contexts.'),
      at: ['summary'],
    },
    'more databases than there are, in a section': {
      ...claim('Plain.', { sections: [section('Data', 'There are 4 databases in total.')] }),
      at: ['sections.0'],
      says: ['“4 databases”'],
    },
    'options that were never written': {
      ...claim('We compared all three options.', { options }),
      at: ['summary'],
      says: ['`2`'],
    },
  },
  sound: {
    'the services alone, with the worker, with the gateway, or with both': {
      design: system(shop, [], {
        title: 'Three services for a shop',
        summary:
          'It consists of four services. It comprises 5 microservices. Contexts: all 3 bounded contexts.',
      }),
    },
    'some of the services': claim(
      'The shop calls two services, and orders as two services is a wish of the team.',
    ),
    'an estimate, a range, another time': claim(
      'It consists of two to three services. Up to 40 services may follow. Today it is made up of 9 services.',
    ),
    'services in an option or in code': claim('Plain.', {
      sections: [
        section('Architectural Options', 'B consists of nine services.'),
        section('Code', '```\nconsists of nine services\n```'),
      ],
    }),
    'a landscape of which the model shows a part': {
      design: system([...shop, service('legacy', { existing: true })], [], {
        summary: 'Adds refunds to a shop with 40 services.',
      }),
    },
    'advice without a model': { design: advice({ title: 'Two services for one table' }) },
  },
});

const problem = (
  rule: 'contract-invalid' | 'compose-invalid' | 'kubernetes-invalid' | 'mermaid-invalid',
  where: string,
  line?: number,
) => ({
  ...{ rule, where, message: 'it does not hold.' },
  ...(line === undefined ? {} : { line }),
});

expectRule('contract-invalid', {
  broken: {
    'a contract that its parser refuses, with file and line': {
      design: system([service('a')], [], { contracts: [contract('a'), contract('a', 'krankenakte.yaml')] }),
      sources: { problems: [problem('contract-invalid', 'contracts.1', 12)], operations: [[], []] },
      at: ['contracts.1'],
      says: ['krankenakte.yaml, line 12: it does not hold.'],
    },
    'one of which no line is known': {
      design: advice({ contracts: [contract('a', 'a.proto', 'protobuf')] }),
      sources: { problems: [problem('contract-invalid', 'contracts.0')], operations: [[]] },
      at: ['contracts.0'],
      says: ['a.proto: it does not hold.'],
    },
  },
  sound: {
    'a contract without problems, beside a section with one': {
      design: advice({ contracts: [contract('a')], sections: [section('X')] }),
      sources: { problems: [problem('mermaid-invalid', 'sections.0')], operations: [[]] },
    },
  },
});

for (const rule of ['compose-invalid', 'kubernetes-invalid', 'mermaid-invalid'] as const) {
  expectRule(rule, {
    broken: {
      'a block of a section, with heading and line': {
        design: advice({ sections: [section('Betrieb'), section('部署')] }),
        sources: { problems: [problem(rule, 'sections.1', 3)], operations: [] },
        at: ['sections.1'],
        says: ['The section “部署”, line 3: it does not hold.'],
      },
    },
    sound: {
      'sections without problems': {
        design: advice({ sections: [section('Deploy', '```yaml\nservices:\n```')] }),
      },
    },
  });
}
