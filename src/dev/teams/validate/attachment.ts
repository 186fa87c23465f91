import { isRecord, type Json, toRecord, toText } from '../../slack/json.ts';
import { ADAPTIVE_CARD } from '../messages.ts';
import type { Stage } from '../stage.ts';
import { TeamsError } from '../teams-error.ts';
import type { Conversation } from '../world.ts';
import { checkCard } from './card.ts';
import { checkPicture } from './picture.ts';
import { requireCardSize } from './size.ts';

export const FILE_CONSENT = 'application/vnd.microsoft.teams.card.file.consent';
const FILE_INFO = 'application/vnd.microsoft.teams.card.file.info';
const OLD_CARDS = ['application/vnd.microsoft.card.hero', 'application/vnd.microsoft.card.thumbnail'];
const PICTURES = ['image/png', 'image/jpeg', 'image/gif'];

const bad = (message: string) => new TeamsError('BadArgument', message);

export function checkAttachment(stage: Stage, conversation: Conversation, attachment: Json): void {
  const { contentType, content } = attachment;
  const type = toText(contentType);
  if (type === ADAPTIVE_CARD) {
    const people = [...conversation.roster.members];
    requireCard(content, people);
  } else if (type === FILE_CONSENT) {
    checkConsent(conversation, attachment);
  } else if (type === FILE_INFO) {
    checkFileInfo(stage, attachment);
  } else if (PICTURES.includes(type)) {
    checkPicture(toText(attachment.contentUrl), { isMeasured: true });
  } else if (!OLD_CARDS.includes(type) || !isRecord(content)) {
    throw bad(`Unknown attachment type '${type}'.`);
  }
}

export function requireCard(content: unknown, people: string[]): void {
  if (!isRecord(content)) throw bad('The card is no object.');
  requireCardSize(content);
  const problems = checkCard(content, people);
  if (problems.length > 0) throw bad(`The card is refused: ${problems.join(' ')}`);
}

function checkConsent(conversation: Conversation, attachment: Json): void {
  const content = toRecord(attachment.content);
  if (conversation.kind !== 'personal') throw bad('Files can be offered in one-to-one chats only.');
  if (toText(attachment.name) === '') throw bad('The file has no name.');
  if (!Number.isInteger(content.sizeInBytes) || Number(content.sizeInBytes) < 1) {
    throw bad('sizeInBytes is missing.');
  }
  if (!isRecord(content.acceptContext) || !isRecord(content.declineContext)) {
    throw bad('acceptContext and declineContext are missing.');
  }
}

/** A file that was uploaded with the consent of a person, shown to them. */
function checkFileInfo(stage: Stage, attachment: Json): void {
  const content = toRecord(attachment.content);
  const file = stage.uploads.find(toText(content.uniqueId));
  if (!file || file.contentUrl !== attachment.contentUrl || file.name !== attachment.name) {
    throw bad('That file is not there.');
  }
  if (toText(content.fileType) === '') throw bad('fileType is missing.');
}
