import { randomBytes } from 'node:crypto';
import { SlackError } from './slack-error.ts';

const LIFETIME_MS = 3_000;

type Trigger = { workspaceId: string; userId: string };

export type Triggers = {
  create(trigger: Trigger): string;
  /** Throws `expired_trigger_id`, `exchanged_trigger_id` or `invalid_trigger_id`. */
  exchange(id: string, workspaceId: string): Trigger;
};

export function createTriggers(now: () => number): Triggers {
  const issued = new Map<string, Trigger & { at: number; isExchanged: boolean }>();
  return {
    create(trigger) {
      const id = `${now()}.${issued.size}.${randomBytes(16).toString('hex')}`;
      issued.set(id, { ...trigger, at: now(), isExchanged: false });
      return id;
    },
    exchange(id, workspaceId) {
      const found = issued.get(id);
      if (found?.workspaceId !== workspaceId) throw new SlackError('invalid_trigger_id');
      if (found.isExchanged) throw new SlackError('exchanged_trigger_id');
      if (now() - found.at > LIFETIME_MS) throw new SlackError('expired_trigger_id');
      found.isExchanged = true;
      return found;
    },
  };
}
