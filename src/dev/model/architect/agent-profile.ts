/** What the system prompt tells about the agent, as far as the program can act on it. */
export type AgentProfile = {
  sections: string[];
  /** Undefined when the agent promises no number of options. */
  options: readonly [least: number, most: number] | undefined;
  deliverables: string[];
  languages: string[];
  rounds: number;
  topics: string[];
  checklist: string[];
  escalations: string[];
  /** Services that the instructions say are there, with their ports. */
  services: { name: string; port: number; does: string }[];
  /** Technology that the instructions name, in the order of first mention. */
  stack: string[];
  text: string;
};

export function readAgentProfile(system: readonly string[]): AgentProfile {
  const text = system.join('\n\n');
  const format = blockAfter(text, 'Output format');
  const clarify = blockAfter(text, 'Clarifying questions');
  const instructions = system.slice(1).join('\n\n') || text;
  return {
    sections: listAfter(format, /^Sections\b/i),
    options: readOptions(format),
    deliverables: commaLine(format, 'Deliverables'),
    languages: commaLine(format, 'Languages'),
    rounds: Number(/^Rounds:\s*(\d+)/im.exec(clarify)?.[1] ?? 2),
    topics: listAfter(clarify, /^Topics:/i),
    checklist: listUnder(
      instructions,
      /quality|checklist|before (finali|you hand|submitting|handing)|self-check/i,
    ),
    escalations: readEscalations(instructions),
    services: readServices(instructions),
    stack: readStack(instructions),
    text: instructions,
  };
}

/** A list below a heading, or one sentence: "escalate when …: this; that; or the other." */
function readEscalations(text: string): string[] {
  const listed = listUnder(text, /escalat|external (advice|consultation)|outside help/i);
  if (listed.length > 0) return listed;
  const sentence = /^[^\n]*\b(?:escalat|external consult)[^\n:]*:\s*([^\n]*;[^\n]*)$/im.exec(text)?.[1];
  const clauses = (sentence ?? '').split(/(?<=[a-z)])\.\s/)[0] ?? '';
  return clauses
    .split(';')
    .map((clause) => plain(clause).replace(/^(or|and) /i, ''))
    .filter((clause) => clause !== '');
}

/** The last heading of this name: the generated parts come after the instructions. */
function blockAfter(text: string, heading: string): string {
  const start = text.lastIndexOf(`# ${heading}`);
  if (start < 0) return '';
  const rest = text.slice(start + heading.length + 2);
  const end = rest.search(/^# /m);
  return end < 0 ? rest : rest.slice(0, end);
}

const item = /^\s*(?:[-*•✓✔]|\d+[.)])\s+(?:\[[ x]\]\s*)?[✓✔]?\s*(.+)$/;

function listAfter(block: string, start: RegExp): string[] {
  const lines = block.split('\n');
  const at = lines.findIndex((line) => start.test(line.trim()));
  if (at < 0) return [];
  const found: string[] = [];
  for (const line of lines.slice(at + 1)) {
    const text = item.exec(line)?.[1];
    if (text === undefined) break;
    found.push(text.trim());
  }
  return found;
}

/** The list below the first heading (or line that ends in a colon) that matches. */
function listUnder(text: string, heading: RegExp): string[] {
  const lines = text.split('\n');
  for (const [at, line] of lines.entries()) {
    const isHead = /^#{1,6} /.test(line) || /[:：]\**\s*$/.test(line);
    if (!isHead || !heading.test(line)) continue;
    const found: string[] = [];
    for (const next of lines.slice(at + 1)) {
      const text = item.exec(next)?.[1];
      if (text !== undefined) found.push(plain(text));
      else if (/^#{1,6} /.test(next) || (next.trim() !== '' && found.length > 0)) break;
    }
    if (found.length > 0) return found;
  }
  return [];
}

function plain(markdown: string): string {
  return markdown.replace(/\*\*|__|`/g, '').trim();
}

function readOptions(format: string): readonly [number, number] | undefined {
  const match = /^Options:\s*(\d+)(?:\s*(?:to|[-–])\s*(\d+))?/im.exec(format);
  if (match === null) return undefined;
  const least = Number(match[1]);
  return [least, Number(match[2] ?? least)];
}

function commaLine(format: string, name: string): string[] {
  const line = new RegExp(`^${name}:\\s*(.+)$`, 'im').exec(format)?.[1] ?? '';
  return line
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** Lines such as `**Auth Service (8001)**: accounts`, `| API Gateway | 8090 | routing |`, `Case Service, port 8003`. */
function readServices(text: string): AgentProfile['services'] {
  const found: AgentProfile['services'] = [];
  for (const line of text.split('\n')) {
    const port = Number(/(?:^|[^\d.])(\d{4,5})(?![\d.])/.exec(line)?.[1] ?? 0);
    const name = /\b((?:[A-Z][A-Za-z]*[ -]){0,2}(?:API )?(?:Gateway|Service))\b/.exec(plain(line))?.[1];
    if (port < 1024 || port > 65_535 || name === undefined || /^(The|Each|This|Service)\b/.test(name))
      continue;
    if (found.some((service) => service.port === port || service.name === name)) continue;
    found.push({ name, port, does: describe(plain(line), name) });
  }
  return found;
}

function describe(line: string, name: string): string {
  return line
    .replace(name, ' ')
    .replace(/\(?\b(?:on )?(?:port )?\d{4,5}\b\)?/i, ' ')
    .replace(/^[\s|:;,.()*•–—-]+|[\s|]+$/g, '')
    .replace(/\s*\|\s*/g, '; ')
    .replace(/\s+/g, ' ')
    .replace(/^[:;,.()–—-]+\s*/, '')
    .slice(0, 300);
}

const technologies = [
  'NestJS',
  'FastAPI',
  'Gin',
  'Spring Boot',
  'Django',
  'React',
  'RabbitMQ',
  'Kafka',
  'NATS',
  'Redis',
  'PostgreSQL',
  'MySQL',
  'SQLite',
  'MongoDB',
  'MinIO',
  'Consul',
  'ChromaDB',
  'Keycloak',
  'Kong',
  'Docker',
  'Kubernetes',
  'Prometheus',
  'Grafana',
  'Loki',
  'OpenTelemetry',
  'Pino',
  'PM2',
  'Vault',
  'Prisma',
  'SQLAlchemy',
];

function readStack(text: string): string[] {
  return technologies
    .map((name) => ({ name, at: text.search(new RegExp(`\\b${name}\\b`, 'i')) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at)
    .map(({ name }) => name);
}
