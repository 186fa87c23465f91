import { beforeAll, describe, expect, it } from 'vitest';
import { createAgentFolder } from '../../../src/adapters/files/agent-folder.ts';
import type { Agent } from '../../../src/core/agents/agent.ts';
import { loadAgents } from '../../../src/core/agents/load-agents.ts';

const DIR = new URL('../../../agents', import.meta.url).pathname;

let agents: Map<string, Agent>;

beforeAll(async () => {
  const loaded = await loadAgents(createAgentFolder(DIR));
  expect(loaded.problems).toEqual([]);
  agents = new Map(loaded.agents.map((agent) => [agent.id, agent]));
});

function agentOf(id: string): Agent {
  const agent = agents.get(id);
  if (!agent) throw new Error(`there is no agent ${id}`);
  return agent;
}

/** Each of the words is in the instructions, and they come in this order. */
function expectInOrder(id: string, words: string[]): void {
  const text = agentOf(id).instructions.toLowerCase();
  let from = 0;
  for (const word of words) {
    const at = text.indexOf(word.toLowerCase(), from);
    expect(at, `${id}: ${word}`).toBeGreaterThanOrEqual(0);
    from = at;
  }
}

function expectAll(id: string, words: string[]): void {
  const text = agentOf(id).instructions.toLowerCase().replace(/\s+/g, ' ');
  expect(
    words.filter((word) => !text.includes(word.toLowerCase())),
    id,
  ).toEqual([]);
}

describe('the five architects', () => {
  it('are the ones people can ask for, each with a description and examples', () => {
    expect([...agents.keys()]).toEqual(['backend', 'cloudphone', 'decomposition', 'fastapi', 'faultmaven']);
    for (const agent of agents.values()) {
      expect(agent.description.length, agent.id).toBeGreaterThan(100);
      expect(new Set(agent.examples).size, agent.id).toBe(agent.examples.length);
      expect(agent.examples.length, agent.id).toBeGreaterThanOrEqual(8);
      expect(agent.instructions.trimEnd().endsWith('$ARGUMENTS'), agent.id).toBe(true);
      expect(agent.instructions.split('$ARGUMENTS'), agent.id).toHaveLength(2);
    }
  });

  it.each([
    ['faultmaven', 'Microservice Architect', 'sonnet', undefined],
    ['fastapi', 'FastAPI Microservices Architect', 'haiku', 'red'],
    ['cloudphone', 'Cloud Phone Platform Architect', 'sonnet', 'yellow'],
    ['decomposition', 'Microservices Architect', 'sonnet', undefined],
    ['backend', 'Backend Microservices Architect', 'sonnet', 'blue'],
  ])('%s keeps title, model and colour', (id, title, model, color) => {
    const agent = agentOf(id);
    expect([agent.title, agent.model, agent.color]).toEqual([title, model, color]);
  });

  it.each([
    [
      'faultmaven',
      ['Existing Structure', 'Similar Patterns', 'Proposed Design', 'Backward Compatibility', 'API Contract'],
    ],
    [
      'fastapi',
      [
        'Current State',
        'Applicable Patterns',
        'Solution Design',
        'Trade-offs',
        'Implementation Guidance',
        'Non-functional Requirements',
      ],
    ],
    [
      'cloudphone',
      [
        'Problem Analysis',
        'Architectural Options',
        'Recommended Solution',
        'Implementation Guide',
        'Testing & Validation',
        'Operational Considerations',
        'Future Considerations',
      ],
    ],
    [
      'decomposition',
      [
        'Service decomposition diagram',
        'Service interfaces (API contracts)',
        'Communication patterns',
        'Data ownership mapping',
        'Deployment considerations',
      ],
    ],
    [
      'backend',
      [
        'Service Boundaries and Contracts',
        'Data Consistency',
        'Resilience',
        'Security',
        'Observability',
        'Testing and Delivery',
        'Decisions and Operations',
      ],
    ],
  ])('%s has its sections in its order', (id, sections) => {
    expect(agentOf(id).output.sections).toEqual(sections);
  });

  it('may ask back twice, about what their work depends on', () => {
    for (const agent of agents.values()) {
      expect(agent.clarify.rounds, agent.id).toBe(2);
      expect(agent.clarify.topics.length, agent.id).toBeGreaterThanOrEqual(3);
    }
    expect(agentOf('cloudphone').clarify.topics).toHaveLength(5);
    expect(agentOf('decomposition').clarify.topics).toHaveLength(5);
  });
});

describe('faultmaven', () => {
  it('has the principles as a binding include, before its own words', () => {
    expectInOrder('faultmaven', [
      '# Agent principles',
      'cause',
      'smallest change',
      'commits',
      '# Microservice Architect',
    ]);
    expectAll('faultmaven', ['must follow all of the [agent principles]']);
  });

  it('knows its seven services with their ports, and how a service is laid out', () => {
    const rows = agentOf('faultmaven').instructions.match(/^\| .*? \| (8090|800[1-6]) \|/gm);
    expect(rows).toHaveLength(7);
    expectInOrder('faultmaven', ['8090', '8001', '8002', '8003', '8004', '8005', '8006']);
    expectAll('faultmaven', ['cors', 'redis', 'chromadb', 'attachments', 'pub/sub', 'sqlite', 'postgresql']);
    expectInOrder('faultmaven', [
      'fm-{service}/',
      'src/{service}/',
      'api/routes/',
      'domain/',
      'models/',
      'infrastructure/',
      'tests/',
      'Dockerfile',
    ]);
  });

  it('tells its four tasks and its five steps in order', () => {
    expectInOrder('faultmaven', ['new endpoint', 'new service', 'refactoring', 'scaling']);
    expectInOrder('faultmaven', [
      'explore the existing',
      'similar patterns',
      'propose a design',
      'backward compatibility',
      'document the api contract',
    ]);
    expectAll('faultmaven', [
      'horizontal',
      'vertical',
      '"request_id"',
      'degrade gracefully',
      'no state in process memory',
    ]);
  });
});

describe('fastapi', () => {
  it('works in six steps and in Python', () => {
    expectInOrder('fastapi', [
      '1. **Current State',
      '2. **Applicable Patterns',
      '3. **Solution Design',
      '4. **Trade-offs',
      '5. **Implementation Guidance',
      '6. **Non-functional',
    ]);
    expect(agentOf('fastapi').output.languages).toEqual(['Python', 'FastAPI']);
    expectAll('fastapi', [
      'service mesh',
      'bulkhead',
      'pydantic',
      'middleware',
      'jwt',
      'oauth2',
      'kubernetes',
      'sharding',
      'grpc',
      'rabbitmq',
      'kafka',
      'event sourcing',
      'cqrs',
      'composition',
      '*now*',
      '*later*',
    ]);
  });
});

describe('cloudphone', () => {
  it('gives two or three options and wants events named service.entity.action', () => {
    expect(agentOf('cloudphone').output.options).toEqual([2, 3]);
    expect(agentOf('cloudphone').rules).toEqual({ 'event-name': 'warning' });
    expectAll('cloudphone', ['service.entity.action', 'exchange', 'queues', 'routing keys']);
    const named =
      agentOf('cloudphone').instructions.match(/(?<=routingKey: ')[^']+|`[a-z]+\.[a-z]+\.[a-z]+`/g) ?? [];
    expect(named.length).toBeGreaterThanOrEqual(3);
  });

  it('knows its stack', () => {
    expectAll('cloudphone', [
      'nestjs',
      'gin',
      'fastapi',
      'react 18',
      'ant design',
      'postgresql 14',
      'redis 7',
      'rabbitmq 3',
      'minio',
      'consul',
      'redroid',
      'prometheus',
      'grafana',
      'pnpm workspaces',
      '@cloudphone/shared',
      'pm2',
      'pino',
    ]);
  });

  it('has six checks, four escalations and a way to hand a task over', () => {
    const text = agentOf('cloudphone').instructions;
    expect(text.split('## Before you hand it in')[1]?.split('## ')[0]?.match(/^- /gm)).toHaveLength(6);
    expectAll('cloudphone', [
      'outside the stack',
      'security architect',
      'performance engineering',
      'regulation',
    ]);
    expectAll('cloudphone', ['"task":', '"agentid": "backend"']);
    expectAll('cloudphone', [
      'strangler fig',
      'database per service',
      'api composition',
      'saga',
      'event sourcing',
      'cqrs',
    ]);
  });
});

describe('decomposition', () => {
  it('goes from the assessment to the template', () => {
    expectInOrder('decomposition', [
      '### 1. Assessment',
      '### 2. Architecture',
      '### 3. Decomposition',
      '### 4. Communication',
      '### 5. Resilience',
      '### 6. Service template',
    ]);
    expectAll('decomposition', [
      'owns: orders, order_items',
      'rate limit',
      'service mesh',
      'message bus',
      '/health',
      'status_code=201',
      'response_model=',
    ]);
    expectInOrder('decomposition', [
      'routes.py',
      'schemas.py',
      'models.py',
      'services.py',
      'database.py',
      'messaging.py',
      'clients.py',
      'config.py',
      'main.py',
      'tests/',
      'Dockerfile',
      'docker-compose.yml',
      'requirements.txt',
    ]);
  });
});

describe('backend', () => {
  it('thinks in seven steps and delivers documentation', () => {
    expectInOrder('backend', [
      '1. **Domain',
      '2. **Consistency',
      '3. **Failure',
      '4. **Security',
      '5. **Observability',
      '6. **Testability',
      '7. **Documentation',
    ]);
    expect(agentOf('backend').output.deliverables).toEqual([
      'diagram',
      'contracts',
      'decisions',
      'runbook',
      'code',
    ]);
    expectAll('backend', [
      'openapi 3.1',
      'protobuf',
      'prisma',
      'sqlalchemy',
      'distributed locks',
      'loki',
      'opentelemetry',
      'github actions',
      'sast',
      'dast',
      'keycloak',
      'vault',
      'aws ssm',
      'adr',
      'runbook',
      'readme',
      'functional',
      'zero trust',
    ]);
  });
});
