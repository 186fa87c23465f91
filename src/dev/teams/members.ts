import type { Json } from '../slack/json.ts';
import type { Answer } from './calls.ts';
import type { WorldPerson } from './control.ts';
import { requireConversation, requirePace } from './presence.ts';
import type { Stage } from './stage.ts';
import { TeamsError } from './teams-error.ts';
import type { Roster } from './world.ts';

const PAGE = { least: 50, usual: 200, most: 500 };

export function getMembers(stage: Stage, of: string): Answer {
  return { status: 200, body: peopleIn(stage, rosterOf(stage, of)).map(toAccount) };
}

export function getPagedMembers(stage: Stage, of: string, query: URLSearchParams): Answer {
  const people = peopleIn(stage, rosterOf(stage, of));
  const asked = Number(query.get('pageSize') ?? PAGE.usual);
  const from = Number(query.get('continuationToken') ?? 0);
  if (!Number.isInteger(asked) || !Number.isInteger(from)) {
    throw new TeamsError('BadArgument', 'The page is not a number, or its token not one that was given.');
  }
  const size = Math.min(PAGE.most, Math.max(PAGE.least, asked));
  const members = people.slice(from, from + size).map(toAccount);
  const next = from + size;
  return {
    status: 200,
    body: { members, ...(next < people.length ? { continuationToken: String(next) } : {}) },
  };
}

/** One member by either of their ids. */
export function getMember(stage: Stage, of: string, id: string): Answer {
  const person = peopleIn(stage, rosterOf(stage, of)).find(
    (member) => member.id === id || member.aadObjectId === id,
  );
  if (!person) throw new TeamsError('MemberNotFoundInConversation', 'The member was not found.');
  return { status: 200, body: toAccount(person) };
}

function rosterOf(stage: Stage, of: string): Roster {
  const { conversation } = requireConversation(stage, of);
  requirePace(stage, conversation, 'members');
  return conversation.roster;
}

function peopleIn(stage: Stage, roster: Roster): WorldPerson[] {
  return [...roster.members].flatMap((id) => stage.world.people.get(id) ?? []);
}

function toAccount(person: WorldPerson): Json {
  const [givenName = '', ...surname] = person.name.split(' ');
  return {
    id: person.id,
    name: person.name,
    aadObjectId: person.aadObjectId,
    objectId: person.aadObjectId,
    givenName,
    surname: surname.join(' '),
    email: person.userPrincipalName,
    userPrincipalName: person.userPrincipalName,
    tenantId: person.tenantId,
    userRole: person.role,
  };
}
