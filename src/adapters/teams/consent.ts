import { z } from 'zod';
import type { Chat, ChatFile } from '../../core/chat/chat.ts';
import type { MessageRef, Place } from '../../core/chat/message.ts';
import { AppError, toAppError } from '../../core/errors.ts';
import { paragraph } from './cards/elements.ts';
import { TeamsRefusal, toTeamsError } from './errors.ts';
import { type FileSource, threadOfKey } from './file-source.ts';
import type { FileMessages } from './files.ts';
import { httpCall } from './http-call.ts';
import { type Message, toMessage } from './outgoing.ts';
import type { Consent, UploadInfo } from './parse-consent.ts';
import { buildContent } from './render/content.ts';
import { isThreadOf } from './thread-id.ts';

const FILE_INFO = 'application/vnd.microsoft.teams.card.file.info';

const UPLOAD_WITHIN_MS = 60_000;

/** The clouds of Microsoft that files of people are in. */
const DRIVES = /\.(sharepoint\.(com|us|cn|de)|sharepoint-mil\.us|svc\.ms)$/;

const GONE = 'That file is no longer kept here. Ask for it anew.';
const DECLINED = 'The file was not saved.';
const NOT_SAVED = 'I could not save the file: the drive did not take it. Press “Allow” once more.';

export type ConsentDeps = {
  links: { read(purpose: 'offer', token: string): unknown };
  source: FileSource;
  files: Pick<FileMessages, 'link'>;
  /** Shows something else in the place of a message. */
  replace(place: Place, ref: MessageRef, forms: readonly Message[]): Promise<void>;
  tell: Chat['tell'];
  serviceUrls: 'internet' | 'loopback';
};

const MOST_TAKEN = 1_000;

const contextSchema = z.object({ token: z.string() });
const contentSchema = z.tuple([z.string(), z.string(), z.number()]);

/**
 * Does what somebody said to the offer of a file. Nothing here is seen twice when it is done twice; a file that was
 * not saved can be asked for again, since its offer still stands.
 */
export function createConsents(deps: ConsentDeps): (consent: Consent, appUrl?: string) => Promise<void> {
  /** Uploads that were begun, by Teams' own ids: a consent may come again, and a drive takes a file once. */
  const taken = new Set<string>();

  return async (consent, appUrl) => {
    const { place, author, messageId, answer } = consent;
    const token = contextSchema.safeParse(consent.context).data?.token ?? '';
    const [key, name, offered = 1] = contentSchema.safeParse(deps.links.read('offer', token)).data ?? [];
    // An offer holds for the chat that it was made in, whoever got hold of it.
    if (key === undefined || name === undefined || !isThreadOf(place, threadOfKey(key))) return;
    const show = async (...forms: Message[]): Promise<void> => {
      if (messageId === undefined) return;
      await deps.replace(place, { channelId: place.channelId, messageId }, forms);
    };
    const file = await deps.source(key, name);
    if (!file) return show(inWords(GONE));
    if (!answer.accepted) {
      if (offered > 1) return;
      return show(deps.files.link([file], key, appUrl) ?? inWords(DECLINED));
    }
    const { uniqueId } = answer.upload;
    if (taken.has(uniqueId)) return;
    if (taken.size >= MOST_TAKEN) taken.clear();
    taken.add(uniqueId);
    try {
      await upload(file, answer.upload, deps.serviceUrls);
    } catch (error) {
      taken.delete(uniqueId);
      await deps.tell(place, author.id, { kind: 'notice', markdown: NOT_SAVED });
      throw toAppError(error);
    }
    // Other files are still offered in the same message.
    if (offered === 1) await show(fileInfo(answer.upload), inWords(saved(name)));
    else await deps.tell(place, author.id, { kind: 'notice', markdown: saved(name) });
  };
}

function saved(name: string): string {
  return `Saved in your OneDrive: ${name}`;
}

function inWords(text: string): Message {
  return toMessage(buildContent([paragraph(text)]));
}

/** The address is the permission: it gets no token of ours, and is asked for nothing unless it is a drive's. */
async function upload(
  file: ChatFile,
  { uploadUrl }: UploadInfo,
  where: 'internet' | 'loopback',
): Promise<void> {
  if (!isDrive(uploadUrl, where)) throw new AppError('teams-address', { retry: 'never' });
  const bytes = Buffer.from(file.content, file.encoding ?? 'utf8');
  const body = bytes.length === 0 ? Buffer.from('\n') : bytes;
  try {
    const { status } = await httpCall({
      method: 'PUT',
      url: new URL(uploadUrl),
      headers: {
        'content-type': 'application/octet-stream',
        'content-range': `bytes 0-${body.length - 1}/${body.length}`,
      },
      body,
      timeoutMs: UPLOAD_WITHIN_MS,
    });
    if (status < 200 || status >= 300) throw new TeamsRefusal(status, 'upload');
  } catch (error) {
    throw toTeamsError(error, 'upload');
  }
}

function isDrive(address: string, where: 'internet' | 'loopback'): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, username, password } = new URL(address);
  if (username !== '' || password !== '') return false;
  if (where === 'loopback') return ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  return protocol === 'https:' && DRIVES.test(hostname);
}

function fileInfo({ name, contentUrl, uniqueId, fileType }: UploadInfo): Message {
  const content = { uniqueId, fileType };
  return {
    type: 'message',
    summary: name,
    attachments: [{ contentType: FILE_INFO, name, contentUrl, content }],
  };
}
