import { type Json, toList, toRecord, toText } from '../../slack/json.ts';
import type { Draft } from '../draft.ts';
import { botAccount, type Stage } from '../stage.ts';
import { TeamsError } from '../teams-error.ts';
import type { Conversation } from '../world.ts';
import { checkAttachment } from './attachment.ts';

const TEXT_FORMATS = ['', 'plain', 'markdown', 'xml', 'extendedmarkdown'];
const MOST_SUGGESTED = 6;

/** The parts of a message that Teams looks into. What it leaves out without a word is named in `dropped`. */
export function checkMessage(
  stage: Stage,
  conversation: Conversation,
  body: Json,
): Pick<Draft, 'attachments' | 'entities' | 'suggestedActions' | 'dropped'> {
  const text = toText(body.text);
  const attachments = toList(body.attachments).map(toRecord);
  const entities = toList(body.entities).map(toRecord);
  if (text.trim() === '' && attachments.length === 0) {
    throw new TeamsError('BadSyntax', 'Activity must have text or attachments.');
  }
  if (!TEXT_FORMATS.includes(toText(body.textFormat).toLowerCase())) {
    throw new TeamsError('BadArgument', `Unknown textFormat '${toText(body.textFormat)}'.`);
  }
  for (const attachment of attachments) checkAttachment(stage, conversation, attachment);
  for (const entity of entities) checkEntity(stage, conversation, { entity, text, attachments });
  const { suggestedActions, dropped } = checkSuggested(conversation, body, attachments.length > 0);
  return { attachments, entities, suggestedActions, dropped };
}

/** A mention names somebody who is there, by words that are in the message. */
function checkEntity(
  stage: Stage,
  conversation: Conversation,
  { entity, text, attachments }: { entity: Json; text: string; attachments: Json[] },
): void {
  if (entity.type !== 'mention') return;
  const { id } = toRecord(entity.mentioned);
  const person = [...stage.world.people.values()].find(
    (entry) => entry.id === id || entry.aadObjectId === id || entry.userPrincipalName === id,
  );
  const isHere = person !== undefined && conversation.roster.members.has(person.id);
  if (!isHere && id !== botAccount(stage).id) {
    throw new TeamsError('BadArgument', 'Bot can mention only members of the conversation.');
  }
  const words = toText(entity.text);
  const isSaid =
    text.includes(words) || JSON.stringify(attachments).includes(JSON.stringify(words).slice(1, -1));
  if (!/^<at>.*<\/at>$/s.test(words) || !isSaid) {
    throw new TeamsError('BadSyntax', 'The text of a mention is not part of the message.');
  }
}

function checkSuggested(
  conversation: Conversation,
  body: Json,
  hasAttachments: boolean,
): { suggestedActions: string[]; dropped: string[] } {
  const actions = toList(toRecord(body.suggestedActions).actions).map(toRecord);
  if (actions.length === 0) return { suggestedActions: [], dropped: [] };
  const drop = (why: string) => ({ suggestedActions: [], dropped: [`suggestedActions: ${why}`] });
  if (actions.some((action) => action.type !== 'imBack' && action.type !== 'Action.Compose')) {
    throw new TeamsError('BadArgument', 'Suggested actions are of type imBack.');
  }
  if (conversation.kind !== 'personal') return drop('shown in one-to-one chats only');
  if (hasAttachments) return drop('not shown with attachments');
  if (actions.length > MOST_SUGGESTED) return drop(`at most ${MOST_SUGGESTED} are shown`);
  return { suggestedActions: actions.map((action) => toText(action.value)), dropped: [] };
}
