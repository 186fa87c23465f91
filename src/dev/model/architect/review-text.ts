import type { Design } from '../../../core/design/document.ts';
import type { Blueprint } from './blueprint.ts';
import { briefQuestions } from './brief-words.ts';
import { mainFlow, movesMoney } from './flow.ts';
import { nodeName, partTitle } from './parts.ts';
import { deployablesText, sizeOf } from './sizing.ts';
import { withArticle } from './with-article.ts';

export function writeChecklist(blueprint: Blueprint): Design['checklist'] {
  const items =
    blueprint.profile.checklist.length > 0
      ? blueprint.profile.checklist
      : ['Single points of failure', 'Observability', 'Security', 'The team can run it'];
  return items.slice(0, 30).map((item) => ({ item: item.slice(0, 400), ...judge(blueprint, item) }));
}

type Verdict = Pick<Design['checklist'][number], 'status' | 'note'>;

function judge(blueprint: Blueprint, item: string): Verdict {
  const { facts, parts, model, profile, technology } = blueprint;
  const broker = model.nodes.some((node) => node.kind === 'broker');
  const size = sizeOf(blueprint);
  const { stores } = size;
  const built = parts.filter((part) => !part.existing).length;
  if (/single point|spof/i.test(item)) {
    const shared = model.nodes.filter(
      (node) => node.kind === 'broker' || (node.kind === 'gateway' && !node.existing),
    );
    return {
      status: 'risk',
      note: `${shared.map((node) => node.name).join(' and ') || 'The database'} must run in more than one copy; see risks`,
    };
  }
  if (/observab|monitor|logg|metric|trac/i.test(item)) {
    return {
      status: 'ok',
      note: 'Structured logs with a correlation id, rate, errors and duration per route, traces across all hops, /health on each service',
    };
  }
  if (/secur|auth|tenant|privacy/i.test(item)) {
    const rules = facts.compliance.join(', ');
    return rules === ''
      ? {
          status: 'ok',
          note: 'Tokens checked at the gateway and again in the service; secrets from a vault; least privilege per store',
        }
      : { status: 'risk', note: `${rules} applies and needs a specialist’s review` };
  }
  if (/pattern|existing|consisten(t|cy) with|align/i.test(item)) {
    return blueprint.extends || profile.stack.length > 0
      ? {
          status: 'ok',
          note: `${[technology.language, technology.database, ...(broker ? [technology.broker] : [])].join(', ')}, as the instructions have it${broker ? '; events are named service.entity.action' : ''}`,
        }
      : { status: 'unknown', note: 'Nothing was said about what is there' };
  }
  if (/team|skill|people/i.test(item)) {
    const what = deployablesText(size, blueprint.extends);
    if (facts.team === undefined)
      return { status: 'unknown', note: `${what}; the size of the team was not said` };
    return { status: built > facts.team.least ? 'risk' : 'ok', note: `${what} for ${facts.team.text}` };
  }
  if (/operation|complex|deploy|simple/i.test(item)) {
    return {
      status: built > 7 ? 'risk' : 'ok',
      note: `${deployablesText(size, blueprint.extends)}, ${stores} data store${stores === 1 ? '' : 's'}; ${built > 2 ? 'paid back by releases and repairs that stay apart' : 'no more than the task needs'}`,
    };
  }
  if (/contract|api|version|compatib/i.test(item))
    return { status: 'ok', note: 'OpenAPI and AsyncAPI with v1 paths; fields are only added' };
  if (/cost|budget/i.test(item)) return { status: 'ok', note: 'Each option names its monthly sum' };
  return { status: 'unknown', note: 'This stand-in can’t judge it; look at it together' };
}

/** Only the agent's own criteria, and only those whose condition is met. */
export function writeEscalations(blueprint: Blueprint): string[] {
  const { facts, parts, load, technology, profile } = blueprint;
  const said: string[] = [];
  for (const criterion of profile.escalations) {
    const reason = reasonFor(criterion);
    if (reason !== undefined) said.push(`${criterion.replace(/[.:]$/, '')}: ${reason}`.slice(0, 1_000));
  }
  return said;

  function reasonFor(criterion: string): string | undefined {
    if (/regulat|complian|legal/i.test(criterion)) {
      if (facts.compliance.length > 0) return `${facts.compliance.join(', ')} was named.`;
      return blueprint.domain.id === 'hospital' ? 'health data is involved.' : undefined;
    }
    if (/secur/i.test(criterion)) {
      const risky =
        facts.compliance.some((rule) => /PCI|HIPAA|PSD2/.test(rule)) ||
        parts.some((part) => part.id === 'vault');
      return risky ? 'card or health data needs a security review.' : undefined;
    }
    if (/perform|scale|load/i.test(criterion)) {
      return load.peakPerSecond > 2_000
        ? `a peak of ${Math.round(load.peakPerSecond)} a second should be tested by people who do that.`
        : undefined;
    }
    if (/stack|technolog/i.test(criterion)) {
      const wanted = [...facts.languages, ...facts.databases, ...facts.brokers];
      const foreign = wanted.filter((name) => !profile.text.toLowerCase().includes(name.toLowerCase()));
      if (foreign.length > 0) return `${foreign.join(', ')} is outside the stack this architect knows.`;
      return profile.stack.length > 0 &&
        !profile.stack.includes(technology.broker) &&
        technology.broker !== 'Redis Streams'
        ? `${technology.broker} is not in the stack.`
        : undefined;
    }
    return undefined;
  }
}

/** What nobody was asked, and what only people can decide; what was assumed stands with the assumptions. */
export function writeOpenQuestions(blueprint: Blueprint): string[] {
  const { domain, request, asked, modules, facts, parts } = blueprint;
  const told = `${request} ${blueprint.answers.map((one) => one.answer).join(' ')}`;
  const questions = domain.asks
    .filter((ask) => !ask.said.test(told) && !asked.includes(ask.id))
    .map((ask) => `${ask.question} (${ask.why.replace(/\.$/, '')})`);
  const flow = mainFlow(modules);
  if (flow !== undefined && movesMoney(flow))
    questions.push(
      `Who decides when ${nodeName(flow.owner)} cannot finish ${withArticle((flow.owner.entities[0]?.name ?? 'process').replaceAll('_', ' '))}, and within how long?`,
    );
  const personal = modules.find((part) => part.traits.includes('personal') && !part.existing);
  if (personal !== undefined)
    questions.push(
      `How long may the data of ${partTitle(personal)} be kept, and who may ask for its erasure?`,
    );
  const external = blueprint.model.nodes.find((node) => node.kind === 'external');
  if (external !== undefined)
    questions.push(`Which provider is behind "${external.name}", and what does its contract promise?`);
  if (
    !/\d/.test(`${facts.said.get('availability')?.join(' ') ?? ''}`) &&
    parts.some((part) => !part.existing)
  )
    questions.push('How long may it be down a month? Two copies of everything are reckoned with.');
  const unsettled = writeChecklist(blueprint)
    .filter(({ status }) => status === 'unknown')
    .map(({ item }) => whoSettles(item));
  return [...briefQuestions(domain), ...questions.slice(0, 5), ...unsettled];
}

/** What the checklist leaves unknown has to be somebody's to find out. */
function whoSettles(item: string): string {
  return /team|skill|people/i.test(item)
    ? 'Who will run it, and how many people are they?'
    : `Who can say whether this holds: ${item.replace(/[.?]$/, '')}?`;
}
