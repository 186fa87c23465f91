import { describe, expect, it } from 'vitest';
import { parseCommand } from '../../../src/core/chat/command.ts';
import { nearestName } from '../../../src/core/chat/nearest-name.ts';

describe('the words after /architect', () => {
  it.each([
    ['', { kind: 'empty' }],
    ['   ', { kind: 'empty' }],
    ['design a shop', { kind: 'ask', question: 'design a shop' }],
    ['help', { kind: 'help' }],
    ['HELP', { kind: 'help' }],
    ['help me split this monolith', { kind: 'ask', question: 'help me split this monolith' }],
    ['agents', { kind: 'agents' }],
    ['agents or services?', { kind: 'ask', question: 'agents or services?' }],
    ['@backend what of retries?', { kind: 'ask', agent: 'backend', question: 'what of retries?' }],
    ['@Backend: what of retries?', { kind: 'ask', agent: 'backend', question: 'what of retries?' }],
    ['@backend', { kind: 'ask', agent: 'backend', question: '' }],
    ['stop', { kind: 'ask', question: 'stop' }],
    ['use backend', { kind: 'use', agent: 'backend' }],
    ['use @Backend', { kind: 'use', agent: 'backend' }],
    ['use', { kind: 'usage', right: 'use <agent>|auto' }],
    ['use Kafka or RabbitMQ?', { kind: 'ask', question: 'use Kafka or RabbitMQ?' }],
    ['history', { kind: 'unavailable', word: 'history' }],
    ['digest', { kind: 'digest', ask: { kind: 'open' } }],
    ['digest now', { kind: 'digest', ask: { kind: 'now' } }],
    ['digest of our decisions, how?', { kind: 'ask', question: 'digest of our decisions, how?' }],
    ['repo https://example.com/x.git', { kind: 'unavailable', word: 'repo' }],
    ['choose B', { kind: 'ask', question: 'choose B' }],
    ['choose', { kind: 'ask', question: 'choose' }],
    ['repo or monorepo?', { kind: 'ask', question: 'repo or monorepo?' }],
  ])('%j', (text, command) => {
    expect(parseCommand(text, 'slash')).toEqual(command);
  });
});

describe('the words after a mention', () => {
  it.each([
    ['stop', { kind: 'stop' }],
    ['Stop.', { kind: 'stop' }],
    ['stop calling four services in a row', { kind: 'ask', question: 'stop calling four services in a row' }],
    ['status', { kind: 'status' }],
    ['retry', { kind: 'retry' }],
    ['skip', { kind: 'skip' }],
    ['quiet!', { kind: 'quiet' }],
    ['choose B', { kind: 'choose', option: 'B' }],
    ['Choose option B!', { kind: 'choose', option: 'option B' }],
    ['choose the modular monolith', { kind: 'choose', option: 'the modular monolith' }],
    ['choose', { kind: 'usage', right: 'choose <option>' }],
    ['choose!', { kind: 'usage', right: 'choose <option>' }],
    ['choose Kafka or RabbitMQ', { kind: 'ask', question: 'choose Kafka or RabbitMQ' }],
    ['choose which, B or C?', { kind: 'ask', question: 'choose which, B or C?' }],
    ['choosing B', { kind: 'ask', question: 'choosing B' }],
    ['choose between Kafka and RabbitMQ', { kind: 'ask', question: 'choose between Kafka and RabbitMQ' }],
  ])('%j', (text, command) => {
    expect(parseCommand(text, 'chat')).toEqual(command);
  });
});

describe('the nearest name', () => {
  const names = ['faultmaven', 'fastapi', 'cloudphone', 'decomposition', 'backend'];
  it.each([
    ['backed', 'backend'],
    ['cloud', 'cloudphone'],
    ['fastapy', 'fastapi'],
    ['zebra', undefined],
  ])('%s → %s', (asked, name) => {
    expect(nearestName(asked, names)).toBe(name);
  });
});
