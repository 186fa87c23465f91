import { LOCAL_APP } from '../../src/dev/local-slack.ts';
import type { WorldMessage } from '../../src/dev/slack/control.ts';
import type { SlackStandIn } from '../../src/dev/slack/stand-in.ts';
import type { WorldMessage as TeamsMessage } from '../../src/dev/teams/control.ts';
import type { TeamsStandIn } from '../../src/dev/teams/stand-in.ts';

/** What runs need of a platform; messages of both have the shape of Slack's, as they are judged alike. */
export type Room = {
  /** `channel` by name or id; the result is the channel's id, and the message's own. */
  say(what: { channel: string; thread?: string; text: string }): { channel: string; ts: string };
  onEvent(listener: (event: RoomEvent) => void): () => void;
  /** Where the app is that hears of what people do. */
  setApp(url: string): void;
  /** Presses the button of the first option of a design. */
  choose(channel: string, card: WorldMessage): Promise<void>;
};

export type RoomEvent =
  | { kind: 'message' | 'message_changed'; message: WorldMessage }
  | { kind: 'message_deleted'; channel: string; ts: string };

export function slackRoom(slack: SlackStandIn, user: string): Room {
  return {
    say: (what) => slack.say({ user, ...what }),
    onEvent: (listener) =>
      slack.onEvent((event) => {
        const isSaid = event.kind === 'message' || event.kind === 'message_changed';
        if (isSaid || event.kind === 'message_deleted') listener(event);
      }),
    setApp: (url) => slack.setRequestUrl(`${url}/slack/events`),
    async choose(channel, card) {
      const [action_id] = /architect:choose:\d+/.exec(JSON.stringify(card.blocks ?? [])) ?? [];
      if (action_id === undefined) throw new Error('nothing can be chosen');
      await slack.click({ user, channel, ts: card.ts, action_id });
    },
  };
}

/** In Teams a bot hears of nothing in a channel but what mentions it. */
export function teamsRoom(teams: TeamsStandIn, user: string): Room {
  return {
    say({ channel, thread, text }) {
      const words = text.startsWith('@Architect') ? text : `@Architect ${text}`;
      const said = teams.say({ user, in: channel, text: words, ...(thread === undefined ? {} : { thread }) });
      return { channel: said.conversation.split(';', 1)[0] ?? '', ts: said.id };
    },
    onEvent: (listener) =>
      teams.onEvent((event) => {
        if (event.kind === 'message' || event.kind === 'message_changed') {
          if (event.message.from.isBot) listener({ kind: event.kind, message: toMessage(event.message) });
        } else if (event.kind === 'message_deleted') {
          listener({ kind: event.kind, channel: event.conversation, ts: event.id });
        }
      }),
    setApp: (url) => teams.setBotUrl(`${url}/api/messages`),
    async choose(_channel, card) {
      const outcome = await teams.click({
        user,
        message: card.ts,
        verb: 'choose',
        data: { o: 0 },
      });
      if (outcome.kind === 'failed' || outcome.kind === 'error') throw new Error(JSON.stringify(outcome));
    },
  };
}

/** The token of a link says which file it hands out, and which delivery it belongs to. */
const LINK = /\/files\/([\w-]+)\.[\w-]+/g;

function toMessage({ id, conversation, rootId, text, cards, at }: TeamsMessage): WorldMessage {
  const links = [...JSON.stringify(cards).matchAll(LINK)].map(
    ([, body = '']) =>
      JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as [string, [string, string]],
  );
  const [, [key] = []] = links[0] ?? [];
  return {
    ts: id,
    channel: conversation,
    user: LOCAL_APP.botUserId,
    text,
    ...(rootId === undefined ? {} : { thread_ts: rootId }),
    blocks: cards,
    files: links.map(([, [, name]]) => ({
      id: `${at}/${name}`,
      name,
      title: name,
      mimetype: '',
      size: 0,
      url: '',
    })),
    ...(key === undefined ? {} : { metadata: { event_type: 'delivery', event_payload: { key } } }),
  };
}
