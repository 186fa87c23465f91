import { WebClient } from '@slack/web-api';
import { LOCAL_APP } from '../../src/dev/local-slack.ts';
import type { SlackStandIn } from '../../src/dev/slack/stand-in.ts';
import type { Stand } from './stored.ts';

/** A message of a person, with one of the bot below: where a thread of an earlier process would be. */
export async function stand(slack: SlackStandIn): Promise<Stand> {
  const { ts: root, channel } = slack.say({
    user: 'ada',
    channel: 'architecture',
    text: 'how do we publish events?',
  });
  const client = new WebClient(LOCAL_APP.botToken, { slackApiUrl: slack.apiUrl });
  const posted = await client.chat.postMessage({ channel, thread_ts: root, text: 'Working on it.' });
  return { team: 'T0LIGHTHOUSE', channel, root, receipt: posted.ts ?? '' };
}
