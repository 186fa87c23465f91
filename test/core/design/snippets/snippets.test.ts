import { describe, expect, it } from 'vitest';
import { loadComposeSchema } from '../../../../src/adapters/workshop/compose-schema.ts';
import { hasSnippets } from '../../../../src/core/design/snippets/has-snippets.ts';
import { readSnippets } from '../../../../src/core/design/snippets/read-snippets.ts';

const schema = loadComposeSchema();
const BEFORE = 'How it is run.\n\n';
/** The first line of a block's content, after that and the fence. */
const FIRST = 4;

const block = (language: string, content: string) =>
  `${BEFORE}\`\`\`${language}\n${content}\n\`\`\`\n\nAnd so on.\n`;
const read = (language: string, content: string) => readSnippets(block(language, content), schema);

type Row = { text: string; line: number; names: string };
const firstOf = async (language: string, { text, names }: Row) =>
  (await read(language, text)).find(({ message }) => message.includes(names));

describe('a Compose file in a section', () => {
  const SOUND = {
    'an ordinary one': `services:
  web:
    image: nginx:1.27
    ports: ['80:80', 8443, { target: 9000, published: '9001' }]
    depends_on: { db: { condition: service_healthy } }
    environment: [A=1, B]
    networks: [front, default]
    deploy: { replicas: 3, resources: { limits: { cpus: '0.5', memory: 512M } } }
  db:
    build: { context: ., args: { V: 17 } }
    volumes: ['data:/var/lib/data', './conf:/etc/conf:ro', { type: volume, source: data, target: /x }]
    healthcheck: { test: [CMD, check], interval: 10s, retries: 5 }
    secrets: [key]
volumes: { data: }
networks: { front: { driver: bridge } }
secrets: { key: { file: ./key } }`,
    'with variables where numbers stand': `services:
  web:
    image: 'web:\${TAG:-latest}'
    ports: ['\${PORT}:80']
    deploy: { replicas: '\${COUNT}' }
    healthcheck: { test: [CMD, x], retries: '\${RETRIES}' }`,
    'with anchors and extensions': `x-base: &base
  restart: always
  logging: { driver: json-file }
services:
  a: { <<: *base, image: a }
  b: { <<: *base, image: b, profiles: [debug], extra_hosts: ['h:1.2.3.4'] }`,
    'with parts in other files': `include: [other.yaml]
services:
  a: { image: a, networks: [from-elsewhere], depends_on: [elsewhere] }`,
    'a fragment': 'services:\n  web:\n    ports: nonsense',
    'one with an omission': 'services:\n  web:\n    image: a\n    ports: 80\n    ...',
    'some other YAML': 'retries: many\nservices: none',
  };
  const BROKEN: Record<string, Row> = {
    'a wrong key': {
      text: 'services:\n  a:\n    image: a\n    enviroment: {}',
      line: 4,
      names: 'enviroment',
    },
    'a wrong type': { text: 'services:\n  a:\n    image: a\n    ports: 80', line: 4, names: 'array' },
    'a wrong key below': {
      text: 'services:\n  a:\n    image: a\n    deploy:\n      replica: 3',
      line: 5,
      names: 'replica',
    },
    'a value that does not exist': {
      text: 'services:\n  a:\n    image: a\n    depends_on:\n      a: { condition: ready }',
      line: 5,
      names: 'service_healthy',
    },
    'a version that is a number': {
      text: 'version: 3.8\nservices: { a: { image: a } }',
      line: 1,
      names: 'string',
    },
    'a service that is not there': {
      text: 'services:\n  a:\n    image: a\n    depends_on: [db]',
      line: 4,
      names: '`db`',
    },
    'a volume that is not declared': {
      text: "services:\n  a:\n    image: a\n    volumes:\n      - 'data:/data'",
      line: 5,
      names: '`data`',
    },
    'a network that is not declared': {
      text: 'services:\n  a:\n    image: a\n    networks:\n      back: {}',
      line: 5,
      names: '`back`',
    },
    'a key twice': { text: 'services:\n  a: { image: a }\n  a: { image: b }', line: 3, names: '`a`' },
    'no YAML': { text: 'services:\n  a:\n    image: a\n   ports: []', line: 4, names: 'YAML' },
    'nested without end': {
      text: `services:\n  a:\n    image: ${'['.repeat(500)}`,
      line: 3,
      names: 'deeper',
    },
    'a port that is half an object': {
      text: 'services:\n  a:\n    image: a\n    ports:\n      - target: 80\n        publish: 80',
      line: 6,
      names: '`publish`',
    },
  };

  it.each(Object.entries(SOUND))('passes: %s', async (_, text) => {
    expect(await read('yaml', text)).toEqual([]);
  });

  it.each(Object.entries(BROKEN))('is refused in the line that is wrong: %s', async (_, row) => {
    expect(await firstOf('yaml', row)).toMatchObject({ rule: 'compose-invalid', line: row.line + FIRST - 1 });
  });
});

describe('a Kubernetes manifest in a section', () => {
  const container =
    '{ name: a, image: a, ports: [{ containerPort: 80 }], resources: { limits: { cpu: 1, memory: 512Mi } } }';
  const deployment = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: 3
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [${container}] }`;
  const SOUND = {
    'several in one block': `${deployment}
---
apiVersion: v1
kind: Service
metadata: { name: web }
spec: { selector: { app: web }, ports: [{ port: 80, targetPort: http }] }
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }
  maxReplicas: 9
  metrics: [{ type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 70 } } }]`,
    'a resource of somebody else': 'apiVersion: example.org/v1\nkind: Ward\nspec: { beds: many }',
    'a list': `apiVersion: v1\nkind: List\nitems: [{ apiVersion: v1, kind: Nothing }]`,
    'a template': 'apiVersion: apps/v1\nkind: Deployment\nspec: { replicas: {{ .Values.count }} }',
    'a fragment': 'spec:\n  replicas: many',
    'a config map, ingress, cron job and role': `apiVersion: v1
kind: ConfigMap
metadata: { name: c }
data: { a: '1' }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: i }
spec: { rules: [{ host: h, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }] } }] }
---
apiVersion: batch/v1
kind: CronJob
metadata: { name: j }
spec: { schedule: '0 3 * * *', jobTemplate: { spec: { template: { spec: { restartPolicy: Never, containers: [{ name: a, image: a }] } } } } }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: r }
rules: [{ apiGroups: [''], resources: [pods], verbs: [get] }]`,
  };
  const BROKEN: Record<string, Row> = {
    'a number as a text': {
      text: deployment.replace('replicas: 3', 'replicas: "3"'),
      line: 5,
      names: 'integer',
    },
    'no selector': { text: deployment.replace(/ {2}selector.*\n/, ''), line: 4, names: 'selector' },
    'a container without a name': {
      text: deployment.replace('name: a,', 'nam: a,'),
      line: 9,
      names: '`name`',
    },
    'a kind of another group': { text: deployment.replace('apps/v1', 'v1'), line: 2, names: '`Deployment`' },
    'a kind that does not exist': {
      text: deployment.replace('Deployment', 'Deploymnt'),
      line: 2,
      names: 'Deploymnt',
    },
    'a version that is gone': {
      text: 'apiVersion: extensions/v1beta1\nkind: Ingress\nmetadata: { name: i }',
      line: 1,
      names: 'networking.k8s.io/v1',
    },
    'the second of two': {
      text: `${deployment}\n---\napiVersion: v1\nkind: Service\nspec:\n  ports: [{ prt: 80 }]`,
      line: 14,
      names: '`port`',
    },
    'a key twice': { text: `${deployment}\nkind: Deployment`, line: 10, names: '`kind`' },
    'no YAML': { text: 'apiVersion: v1\nkind: Pod\nspec: {', line: 3, names: 'YAML' },
  };

  it.each(Object.entries(SOUND))('passes: %s', async (_, text) => {
    expect(await read('yaml', text)).toEqual([]);
  });

  it.each(Object.entries(BROKEN))('is refused in the line that is wrong: %s', async (_, row) => {
    expect(await firstOf('yml', row)).toMatchObject({
      rule: 'kubernetes-invalid',
      line: row.line + FIRST - 1,
    });
  });
});

describe('a Mermaid diagram in a section', () => {
  const SOUND = [
    'flowchart TD\n  a["Orders (new)"] -->|places| b[(Store)]\n  subgraph s\n    b\n  end',
    'graph LR\n  a --> b & c',
    'sequenceDiagram\n  participant A\n  A->>+B: ask\n  B-->>-A: answer\n  alt late\n    A-xB: stop\n  end',
    'classDiagram\n  class A { +int id }\n  A <|-- B',
    'stateDiagram-v2\n  [*] --> Open\n  Open --> [*]: closed',
    'erDiagram\n  ORDER ||--o{ LINE : has',
    'C4Context\n  title x\n  Person(a, "b")\n  System(c, "d")\n  Rel(a, c, "uses")',
    'gantt\n  title a\n  section b\n  c :a1, 2024-01-01, 3d',
    'mindmap\n  root\n    a',
    'pie title Load\n  "a": 1\n  "b": 2',
    'gitGraph\n  commit\n  branch b\n  commit',
    'architecture-beta\n  group api(cloud)[API]\n  service db(database)[DB] in api',
    'timeline\n  title x\n  2020 : a',
    '---\ntitle: x\n---\n%% a comment\n%%{init: {"theme": "dark"}}%%\nflowchart LR\n  a --> b',
  ];
  const BROKEN: Record<string, Row> = {
    'a text with brackets': {
      text: 'flowchart LR\n  x --> y\n  a[b (c)] --> d',
      line: 3,
      names: 'double quotes',
    },
    'a line without an end': { text: 'flowchart TD\n  a -->', line: 2, names: 'a -->' },
    'a message without a colon': {
      text: 'sequenceDiagram\n  A->>B: x\n  A->>B y',
      line: 3,
      names: 'A->>B y',
    },
    'a half relation': { text: 'erDiagram\n  A ||--o{ B : has\n  A ||- B', line: 3, names: 'A ||- B' },
    'a group that stays open': { text: 'flowchart LR\n  subgraph s\n  a --> b', line: 3, names: 'too early' },
    'a word that gitGraph does not know': { text: 'gitGraph\n  commit\n  bogus x', line: 3, names: 'bogus' },
    'a service that is none': {
      text: 'architecture-beta\n  group a(cloud)[A]\n  servic b(database)[B] in a',
      line: 3,
      names: 'servic',
    },
    'a share that is no number': { text: 'pie\n  "a": x', line: 2, names: 'x' },
    'no kind of diagram': { text: 'boxes and lines', line: 1, names: 'flowchart' },
    nothing: { text: '', line: 1, names: 'flowchart' },
    'a fault below front matter and comments': {
      text: '---\ntitle: x\n---\n%% first\nflowchart LR\n  a --> b\n\n  %% second\n  a[b (c)] --> d',
      line: 9,
      names: 'a[b (c)]',
    },
    'more lines than viewers draw': {
      text: `flowchart LR\n${Array.from({ length: 501 }, (_, at) => `a${at}-->b${at}`).join('\n')}`,
      line: 1,
      names: '500',
    },
  };

  it.each(SOUND.map((text) => [text.split('\n', 1)[0], text]))('passes: %s', async (_, text = '') => {
    expect(await read('mermaid', text)).toEqual([]);
  });

  it.each(Object.entries(BROKEN))('is refused in the line that is wrong: %s', async (_, row) => {
    expect(await firstOf('mermaid', row)).toMatchObject({
      rule: 'mermaid-invalid',
      line: row.line + FIRST - 1,
    });
  });
});

describe('the code blocks of a section', () => {
  it('are judged in lists, in quotes and behind other fences, each in its own line', async () => {
    const markdown = [
      '1. First',
      '   ~~~mermaid',
      '   nothing known',
      '   ~~~',
      '> ````YAML',
      '> services:',
      '>   a: { image: a, portz: 1 }',
      '> ````',
      '```ts',
      'services: not judged',
      '```',
    ].join('\n');
    expect(hasSnippets(markdown)).toBe(true);
    const problems = await readSnippets(markdown, schema);
    expect(problems.map(({ rule, line }) => [rule, line])).toEqual([
      ['mermaid-invalid', 3],
      ['compose-invalid', 7],
    ]);
  });

  it('are not looked for in a text that has none', () => {
    expect(hasSnippets('Run `mermaid` and\n\n```ts\nawait pay();\n```\n')).toBe(false);
  });
});
