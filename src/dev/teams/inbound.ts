import type { Json } from '../slack/json.ts';
import type { WorldPerson } from './control.ts';
import { deliverSurely } from './delivery.ts';
import { joinConversationId } from './ids.ts';
import { botAccount, type Stage } from './stage.ts';
import type { Conversation } from './world.ts';

/** Who did something where; `rootId` is the thread of a channel. */
export type Deed = { conversation: Conversation; rootId?: string; person: WorldPerson };

/** What every activity of Teams bears; `fields` are those of its kind. */
export function toActivity(stage: Stage, { conversation, rootId, person }: Deed, fields: Json): Json {
  const { id, tenantId, kind, team } = conversation;
  const timestamp = new Date(stage.now()).toISOString();
  const { channelData, ...own } = fields;
  return {
    timestamp,
    localTimestamp: timestamp,
    localTimezone: 'Europe/Berlin',
    channelId: 'msteams',
    serviceUrl: stage.serviceUrl,
    from: { id: person.id, name: person.name, aadObjectId: person.aadObjectId },
    conversation: {
      ...(kind === 'personal' ? {} : { isGroup: true }),
      conversationType: kind,
      tenantId,
      id: joinConversationId(id, rootId),
    },
    recipient: botAccount(stage),
    locale: 'en-US',
    ...own,
    channelData: {
      tenant: { id: tenantId },
      ...(team
        ? {
            teamsChannelId: id,
            teamsTeamId: team.id,
            channel: { id },
            team: { id: team.id, aadGroupId: team.aadGroupId, name: team.name },
          }
        : {}),
      ...(typeof channelData === 'object' ? channelData : {}),
    },
  };
}

/** What happens to the bot, or to the people around it; nobody waits for the answer. */
export function tellBot(stage: Stage, deed: Deed, name: string, fields: Json): void {
  const activity = toActivity(stage, deed, { id: stage.ids.event(), ...fields });
  void deliverSurely(stage, { name, activity });
}

export function clientInfo(): Json {
  return { type: 'clientInfo', locale: 'en-US', country: 'US', platform: 'Web', timezone: 'Europe/Berlin' };
}
