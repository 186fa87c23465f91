import { readFileSync } from 'node:fs';
import { readActivity } from '../../../src/adapters/teams/activity.ts';
import { parseTeams } from '../../../src/adapters/teams/parse.ts';
import { isRecord, type Json, toRecord } from '../../../src/dev/slack/json.ts';

const FILE = new URL('../../fixtures/teams/activities.json', import.meta.url);

export const ACTIVITIES: Json = toRecord(JSON.parse(readFileSync(FILE, 'utf8')));

export const TENANT = '11111111-2222-4333-8444-555555555555';
export const CHANNEL = '19:0123456789abcdef@thread.tacv2';

/** A copy, changed as deep as the change goes. */
export function given(name: string, change: Json = {}): Json {
  if (!isRecord(ACTIVITIES[name])) throw new Error(`There is no activity "${name}".`);
  return merge(structuredClone(ACTIVITIES[name]), change);
}

function merge(into: Json, change: Json): Json {
  for (const [field, value] of Object.entries(change)) {
    const before = into[field];
    into[field] = isRecord(value) && isRecord(before) ? merge(before, value) : value;
  }
  return into;
}

export function parse(body: Json) {
  const activity = readActivity(body);
  return activity ? parseTeams(activity) : { kind: 'unsupported' as const, what: 'payload' };
}

export function parsed(name: string, change: Json = {}) {
  return parse(given(name, change));
}

/** What names a deed; the same deed seen twice shares at least one. */
export function keysOf(body: Json): readonly string[] {
  const inbound = parse(body);
  return 'keys' in inbound ? inbound.keys : [];
}
