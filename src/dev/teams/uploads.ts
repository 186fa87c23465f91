import { randomBytes, randomUUID } from 'node:crypto';
import { parse } from 'node:path';
import type { Json } from '../slack/json.ts';
import type { Answer } from './calls.ts';
import type { WorldFile } from './control.ts';

export const UPLOAD_PATH = '/upload/';
export const CONTENT_PATH = '/content/';

type Ticket = { file: WorldFile; secret: string; received: Buffer; isComplete: boolean };

/** The drives that files go to once a person has agreed. */
export type Uploads = {
  /** `uploadInfo` as the bot gets it with a person's consent. */
  open(file: { name: string; owner: string; conversation: string }): Json;
  /** A request to an upload URL: all bytes at once, or a part after the other. */
  answer(request: Upload): Answer;
  /** A file that is complete. */
  find(id: string): WorldFile | undefined;
  list(): WorldFile[];
};

export type Upload = {
  method: string;
  path: string;
  range: string | undefined;
  authorization: string | undefined;
  data: Buffer;
};

const refuse = (status: number, code: string): Answer => ({
  status,
  body: { error: { code, message: code } },
});

export function createUploads(url: () => string): Uploads {
  const tickets = new Map<string, Ticket>();
  const complete = () => [...tickets.values()].filter((ticket) => ticket.isComplete).map(({ file }) => file);

  return {
    open({ name, owner, conversation }) {
      const id = randomUUID().toUpperCase();
      const secret = randomBytes(16).toString('hex');
      const contentUrl = `${url()}${CONTENT_PATH}${id}/${encodeURIComponent(name)}`;
      const file: WorldFile = { id, name, owner, conversation, contentUrl, data: Buffer.alloc(0) };
      tickets.set(id, { file, secret, received: Buffer.alloc(0), isComplete: false });
      const fileType = parse(name).ext.slice(1);
      return { contentUrl, name, uploadUrl: `${url()}${UPLOAD_PATH}${id}/${secret}`, uniqueId: id, fileType };
    },
    answer({ method, path, range, authorization, data }) {
      const [id = '', secret = ''] = path.slice(UPLOAD_PATH.length).split('/');
      const ticket = tickets.get(id);
      if (ticket?.secret !== secret || ticket.isComplete) return refuse(404, 'itemNotFound');
      if (method !== 'PUT') return refuse(405, 'methodNotAllowed');
      // The address is the permission; a token of another service is a mistake that the drive does not pass over.
      if (authorization !== undefined) return refuse(401, 'unauthenticated');
      const [, from, to, total] = (/^bytes (\d+)-(\d+)\/(\d+)$/.exec(range ?? '') ?? []).map(Number);
      if (from === undefined || to === undefined || total === undefined) return refuse(400, 'invalidRange');
      if (from !== ticket.received.length || to - from + 1 !== data.length || to >= total) {
        return refuse(416, 'invalidRange');
      }
      ticket.received = Buffer.concat([ticket.received, data]);
      if (ticket.received.length < total) {
        return { status: 202, body: { nextExpectedRanges: [`${ticket.received.length}-${total - 1}`] } };
      }
      ticket.file.data = ticket.received;
      ticket.isComplete = true;
      const { name, contentUrl } = ticket.file;
      return { status: 201, body: { id, name, size: total, webUrl: contentUrl } };
    },
    find: (id) => complete().find((file) => file.id === id),
    list: complete,
  };
}
