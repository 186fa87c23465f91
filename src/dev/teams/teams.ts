import type { Answer } from './calls.ts';
import { requireConversation, requirePace } from './presence.ts';
import type { Stage } from './stage.ts';
import { TeamsError } from './teams-error.ts';
import type { Conversation, Team } from './world.ts';

export function getTeam(stage: Stage, id: string): Answer {
  const { team, channels } = requireTeam(stage, id);
  const { name, aadGroupId, tenantId, roster } = team;
  const counts = { channelCount: channels.length, memberCount: roster.members.size };
  return { status: 200, body: { id, name, aadGroupId, tenantId, type: 'standard', ...counts } };
}

/** The channel "General" is the team itself, and bears no name. */
export function getChannels(stage: Stage, id: string): Answer {
  const { team, channels } = requireTeam(stage, id);
  const conversations = channels.map((channel) => ({
    id: channel.id,
    name: channel.id === team.id ? null : channel.name,
    type: 'standard',
  }));
  return { status: 200, body: { conversations } };
}

function requireTeam(stage: Stage, id: string): { team: Team; channels: Conversation[] } {
  const team = stage.world.teams.get(id);
  if (!team) throw new TeamsError('NotFound', 'Unknown team.');
  const { conversation } = requireConversation(stage, id);
  requirePace(stage, conversation, 'members');
  const channels = [...stage.world.conversations.values()].filter((entry) => entry.team?.id === id);
  return { team, channels };
}
