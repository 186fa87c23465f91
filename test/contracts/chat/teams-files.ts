import { expect } from 'vitest';
import type { WorldMessage } from '../../../src/dev/teams/control.ts';
import type { TeamsStandIn } from '../../../src/dev/teams/stand-in.ts';
import { until } from '../../fakes/until.ts';
import type { HandedFile } from './desk.ts';
import { linksOf, readMessage } from './teams-read.ts';

const LINK = /https?:\/\/[\w.:-]+\/files\/[\w.-]+/g;
const isFile = (url: string) => new URL(url).pathname.startsWith('/files/');

const OFFER = 'application/vnd.microsoft.teams.card.file.consent';

/** Says yes to what is offered, and downloads what there are links to. */
export async function takeFiles(
  teams: TeamsStandIn,
  where: { user: string; in?: string },
  messages: readonly WorldMessage[],
): Promise<HandedFile[]> {
  const { id } = teams.conversation(where);
  const saved = () => teams.files().filter(({ conversation }) => conversation === id);
  for (const message of messages) {
    if (!message.attachments.some(({ contentType }) => contentType === OFFER)) continue;
    const before = saved().length;
    const outcome = await teams.answerConsent({ user: where.user, message: message.id, action: 'accept' });
    expect(outcome).toEqual({ kind: 'done' });
    await until(() => saved().length > before, 'the file in the drive');
    const isOffered = () =>
      teams
        .messages(where)
        .some((one) => one.id === message.id && one.attachments.some((a) => a.contentType === OFFER));
    await until(() => !isOffered(), 'the offer to be replaced by its file');
  }
  // An address that is not https, as the one of a test is, stands there in words.
  const links = messages.flatMap(
    (message) => readMessage(message).match(LINK) ?? linksOf(message).filter(isFile),
  );
  const downloads: HandedFile[] = [];
  for (const url of links) downloads.push(await download(url));
  return [...saved().map(({ name, data }) => ({ name, data })), ...downloads];
}

async function download(url: string): Promise<HandedFile> {
  const response = await fetch(url);
  const [, name = ''] =
    /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('content-disposition') ?? '') ?? [];
  const data = Buffer.from(await response.arrayBuffer());
  if (!response.ok) throw new Error(`${url}: status ${response.status}`);
  return { name: decodeURIComponent(name), data };
}
