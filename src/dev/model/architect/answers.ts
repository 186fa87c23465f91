import type { Design } from '../../../core/design/document.ts';
import { type Pattern, patterns } from '../catalogue/patterns.ts';
import { problems } from '../catalogue/problems.ts';
import { stamp } from './document.ts';
import { readFacts } from './facts.ts';
import { nodeName, type Part } from './parts.ts';
import { isStopWord, singular } from './words.ts';

export function greet(): string {
  return `${stamp} hello. Tell me what you want to build or change, for whom, and how big it is, and I ask back or hand in a design. For example: "design a food delivery platform for one city, 10k orders a day, team of 6".`;
}

export function explain(found: readonly Pattern[]): string {
  const [first, second] = found;
  if (first === undefined) return notKnown();
  if (second === undefined) {
    return `${stamp} from a small catalogue.\n\n**${first.name}.** ${first.what}\n\n- Fits: ${first.fits}\n- Costs: ${first.costs}`;
  }
  const rows = found.map(
    (pattern) => `| ${pattern.name} | ${pattern.what} | ${pattern.fits} | ${pattern.costs} |`,
  );
  return [
    `${stamp} from a small catalogue.`,
    ['| | What it is | Fits | Costs |', '| --- | --- | --- | --- |', ...rows].join('\n'),
    `Rule of thumb: take ${first.name} when "${first.fits.replace(/\.$/, '').toLowerCase()}" describes you better, else ${second.name}.`,
  ].join('\n\n');
}

export function notKnown(): string {
  return `${stamp} this question is not in my small catalogue. I can explain and compare common patterns (saga, outbox, CQRS, gateway, Kafka and RabbitMQ, …) and design systems from your words; for this one ask a real model.`;
}

/** Advice in words: what the catalogue knows about the complaint and the patterns named, and whom it concerns. */
export function advise(request: string, parts: readonly Part[]): string {
  const complaints = problems.filter((problem) => problem.words.test(request)).slice(0, 2);
  const named = patterns.filter((pattern) => pattern.words.test(request)).slice(0, 3);
  const lower = request.toLowerCase();
  const concerned = parts.filter(
    (part) =>
      part.existing &&
      (mentions(lower, part.id) || part.entities.some((entity) => mentions(lower, entity.name))),
  );
  if (complaints.length + named.length + concerned.length === 0) return notKnown();
  const blocks = [
    ...complaints.map(
      (one) =>
        `**${one.name}**\n\n- Likely cause: ${one.cause}\n- Proof: ${one.proof}\n- Smallest repair: ${one.remedy}`,
    ),
    ...named.map((one) => `**${one.name}.** ${one.what}\n\n- Fits: ${one.fits}\n- Costs: ${one.costs}`),
    ...(concerned.length === 0 ? [] : [concernedText(concerned.slice(0, 4))]),
  ];
  return [
    `${stamp} what a small catalogue says to the words of your question.`,
    ...blocks,
    'Say "add …" or "design …" and I hand in a design.',
  ].join('\n\n');
}

function concernedText(parts: readonly Part[]): string {
  const names = parts.map((part) => {
    const port = part.port === undefined ? '' : ` (${part.port})`;
    const owned = part.entities.map((entity) => entity.name).join(', ');
    return `${nodeName(part)}${port}${owned === '' ? '' : ` owns ${owned}`}`;
  });
  return `Concerned: ${names.join('; ')}. Whoever owns the data decides; the others ask it or hear its events.`;
}

export function noSubject(): string {
  return `${stamp} I could not find out what the system is about. Name the things it keeps, for example "a cooperative that tracks hives, harvests and sales".`;
}

export function handedIn(title: string): string {
  return `${stamp} "${title}" is handed in. Say what should change, or choose an option.`;
}

export function nothingChanges(design: Partial<Design>, notes: readonly string[]): string {
  return `${stamp} nothing changes in "${design.title ?? ''}". ${notes.join('; ')}: it stays as it is.`;
}

/** Why something is used, or why it is not. */
function reasonsFor(design: Partial<Design>, text: string): string[] {
  const nodes = design.model?.nodes ?? [];
  const decisions = design.decisions ?? [];
  const facts = readFacts([text]);
  const names = [...facts.brokers, ...facts.databases, ...facts.languages];
  if (names.length > 0) {
    return names.map((name) => {
      const users = nodes.filter((node) => node.technology?.includes(name)).map((node) => node.name);
      const decision =
        decisions.find((one) => one.title.includes(name)) ??
        decisions.find((one) => one.decision.includes(name));
      if (users.length > 0)
        return `- **${name}** is used for ${users.slice(0, 4).join(', ')}. ${decision === undefined ? 'It is what the instructions or the thread name; nothing in the design hangs on it alone.' : decision.decision}`;
      const weighed = decisions.find((one) => one.alternatives.some((other) => other.includes(name)));
      const words = weighed?.alternatives.find((other) => other.includes(name));
      return `- **${name}** is not in this design.${weighed === undefined ? '' : ` It was weighed under "${weighed.title}": ${words}. ${weighed.decision}`}`;
    });
  }
  const words = (text.toLowerCase().match(/[a-z]{4,}/g) ?? []).filter((word) => !isStopWord(word));
  const decision = decisions.find((one) =>
    words.some((word) => `${one.title} ${one.decision}`.toLowerCase().includes(singular(word))),
  );
  const first =
    decision ??
    (words.length === 0 || /service|monolith|option|architecture|design/i.test(text)
      ? decisions[0]
      : undefined);
  if (first === undefined) return [];
  const against = first.alternatives.length > 0 ? ` Against it stood: ${first.alternatives.join('; ')}.` : '';
  return [`- "${first.title}" (${first.status}): ${first.decision}${against}`];
}

/** Answers a question about a design from its document. */
export function answerAbout(design: Partial<Design>, text: string): string {
  const nodes = design.model?.nodes ?? [];
  const links = design.model?.links ?? [];
  const lower = text.toLowerCase();
  const lines: string[] = [];
  const byName = nodes.filter(
    (node) => mentions(lower, node.name) || mentions(lower, node.id.replace(/-(service|worker|db|app)$/, '')),
  );
  const named =
    byName.length > 0 ? byName : nodes.filter((node) => node.owns.some((data) => mentions(lower, data)));
  if (/\bwho owns|which service|where (is|are|does)|owner\b/.test(lower)) {
    for (const node of nodes) {
      const owned = node.owns.filter((data) => mentions(lower, data));
      if (owned.length > 0) lines.push(`- **${node.name}** owns ${owned.join(', ')}`);
    }
  }
  if (/\bhow many|list\b/.test(lower)) {
    const count = (kind: string): number => nodes.filter((node) => node.kind === kind).length;
    lines.push(
      `- ${count('service')} services, ${count('worker')} workers, ${count('database')} databases, ${links.filter((link) => link.kind === 'async').length} event links`,
    );
  }
  if (/\bwhy\b|\breason\b|warum|por qué|为什么/.test(lower)) lines.push(...reasonsFor(design, text));
  if (/\bfail|down|crash|away|happens (if|when)|slow\b/.test(lower)) {
    for (const node of named.filter((one) => one.kind !== 'database').slice(0, 2)) {
      const callers = links
        .filter((link) => link.to === node.id && link.kind === 'sync')
        .map((link) => nameOf(nodes, link.from));
      const hearers = links
        .filter((link) => link.from === node.id && link.kind === 'async')
        .flatMap((link) => (link.event === undefined ? [] : [link.event]));
      lines.push(
        `- Without **${node.name}**: ${callers.length > 0 ? `${callers.join(', ')} must answer with what is there, or say that it waits` : 'nobody waits for it directly'}${hearers.length > 0 ? `; ${hearers.join(', ')} come later` : ''}`,
      );
    }
    const risk = (design.risks ?? []).find((one) => named.some((node) => one.risk.includes(node.name)));
    if (risk !== undefined) lines.push(`- Noted as a risk: ${risk.risk}. ${risk.mitigation}.`);
  }
  if (/\bcost|price|expensive\b/.test(lower))
    for (const option of design.options ?? []) lines.push(`- ${option.name}: ${option.cost}`);
  if (/\brisk|worr/.test(lower))
    for (const one of (design.risks ?? []).slice(0, 4)) lines.push(`- ${one.risk}: ${one.mitigation}`);
  if (lines.length === 0)
    for (const node of named.slice(0, 3))
      lines.push(
        `- **${node.name}** (${node.technology ?? node.kind}): ${node.responsibility ?? ''} Owns ${node.owns.join(', ') || 'nothing'}.`,
      );
  if (lines.length === 0)
    lines.push(
      `- ${design.summary ?? 'There is no summary.'}`,
      '- Ask about a service, its data, a failure, costs or reasons, or say what should change.',
    );
  return [`${stamp} from the design "${design.title ?? ''}":`, [...new Set(lines)].join('\n')].join('\n\n');
}

function mentions(lower: string, name: string): boolean {
  const plain = name
    .toLowerCase()
    .replace(/[_-]/g, ' ')
    .replace(/ (service|worker|database)$/, '');
  return plain.length > 2 && lower.replace(/[_-]/g, ' ').includes(plain);
}

function nameOf(nodes: NonNullable<Design['model']>['nodes'], id: string): string {
  return nodes.find((node) => node.id === id)?.name ?? id;
}
