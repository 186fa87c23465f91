import Anthropic from '@anthropic-ai/sdk';
import { afterEach, describe, expect, it } from 'vitest';
import { createAgentFolder } from '../../../../src/adapters/files/agent-folder.ts';
import { loadAgents } from '../../../../src/core/agents/load-agents.ts';
import { buildRequest, buildSystem } from '../../../../src/core/agents/prompt.ts';
import { createOfflineArchitect } from '../../../../src/dev/model/architect/offline-architect.ts';
import { type ModelServer, startModelServer } from '../../../../src/dev/model/server.ts';
import { designFor, faultsOf } from './conversation.ts';

let server: ModelServer | undefined;

afterEach(async () => {
  await server?.close();
  server = undefined;
});

const { agents } = await loadAgents(createAgentFolder('agents'));

describe('the offline architect behind the Messages API', () => {
  it('asks, takes the answers, and hands in a design over the real SDK', async () => {
    server = await startModelServer({ brain: createOfflineArchitect() });
    const client = new Anthropic({ apiKey: 'local', baseURL: server.url, maxRetries: 0 });
    const tool = (name: string): Anthropic.Tool => ({ name, input_schema: { type: 'object' } });
    const messages: Anthropic.MessageParam[] = [
      {
        role: 'user',
        content: buildRequest({
          thread: [],
          request: { name: 'Ada', text: 'Design a food delivery platform for one city' },
        }),
      },
    ];
    const call = async () => {
      const message = await client.messages
        .stream({
          model: 'claude-sonnet-5-5',
          max_tokens: 64_000,
          system: [
            {
              type: 'text',
              text: `You are an architect.${' '.repeat(4_000)}.`,
              cache_control: { type: 'ephemeral' },
            },
          ],
          tools: [tool('ask_clarifying_questions'), tool('submit_design')],
          messages,
        })
        .finalMessage();
      messages.push({ role: 'assistant', content: message.content });
      const use = message.content.find((block) => block.type === 'tool_use');
      if (use === undefined) throw new Error('No tool was called');
      return { use, usage: message.usage };
    };
    const asked = await call();
    expect(asked.use.name).toBe('ask_clarifying_questions');
    const answers = { answers: [{ id: 'team', answer: '4 people', answeredBy: 'Ada' }], skipped: [] };
    messages.push({
      role: 'user',
      content: [{ type: 'tool_result', tool_use_id: asked.use.id, content: JSON.stringify(answers) }],
    });
    const designed = await call();
    expect(designed.use.name).toBe('submit_design');
    expect(designed.use.input).toMatchObject({ title: 'Food delivery for one city' });
    expect(designed.usage.cache_read_input_tokens).toBeGreaterThan(1_000);
    expect(server.refusals()).toEqual([]);
  });

  it.each(agents.map((agent) => [agent.id, agent] as const))(
    'gives %s a document in its own format',
    async (_id, agent) => {
      const system = buildSystem(agent);
      const own = {
        id: agent.id,
        system,
        sections: agent.output.sections,
        ...(agent.output.options === undefined
          ? {}
          : { options: [agent.output.options[0], agent.output.options[1]] as [number, number] }),
      };
      const change = 'Add a notification service that tells people when something is finished';
      const fresh = 'Design an online shop as a platform with orders and payments';
      // The architect of one running system designs nothing else.
      for (const brief of agent.id === 'faultmaven' ? [change] : [change, fresh]) {
        expect(faultsOf(await designFor(own, brief), own)).toEqual([]);
      }
    },
  );
});
