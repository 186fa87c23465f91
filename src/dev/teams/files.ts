import { toRecord, toText } from '../slack/json.ts';
import type { PressOutcome } from './control.ts';
import { invoke, type OnMessage, sceneOf } from './press.ts';
import type { Stage } from './stage.ts';
import { NotPossible } from './teams-error.ts';
import { FILE_CONSENT } from './validate/attachment.ts';

/** Answers the card by which the bot offers a file; accepting gives it an address to upload to. */
export async function answerConsent(
  stage: Stage,
  what: OnMessage & { action: 'accept' | 'decline' },
): Promise<PressOutcome> {
  const scene = sceneOf(stage, what);
  const { conversation, message, person } = scene;
  const offer = message.attachments.find((entry) => entry.contentType === FILE_CONSENT);
  if (!offer) throw new NotPossible('The message offers no file.');
  const { acceptContext, declineContext } = toRecord(offer.content);
  const file = { name: toText(offer.name), owner: person.id, conversation: conversation.id };
  const value =
    what.action === 'accept'
      ? { context: acceptContext, uploadInfo: stage.uploads.open(file) }
      : { context: declineContext };
  const ack = await invoke(stage, scene, 'fileConsent/invoke', {
    type: 'fileUpload',
    action: what.action,
    ...value,
  });
  return ack.kind === 'answered' ? { kind: 'done' } : ack.outcome;
}
