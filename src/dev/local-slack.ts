import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { type SlackStandIn, type SlackStandInOptions, startSlackStandIn } from './slack/stand-in.ts';

/** Credentials of the local workspace: they open nothing but this process. */
export const LOCAL_APP = {
  id: 'A0ARCHITECT',
  name: 'Architect',
  botUserId: 'U0ARCHITECT',
  botToken: 'xoxb-local-architect',
  appToken: 'xapp-local-architect',
  signingSecret: 'local-signing-secret',
};

/** A local workspace in which the app of `manifest.yml` is installed. */
export async function startLocalSlack(options: Omit<SlackStandInOptions, 'app'> = {}): Promise<SlackStandIn> {
  const manifest: unknown = parse(await readFile('manifest.yml', 'utf8'));
  return startSlackStandIn({ ...options, app: { ...LOCAL_APP, manifest } });
}
