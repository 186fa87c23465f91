import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import type { FileSource } from './file-source.ts';

const PATH = /^\/files\/([\w.-]{1,4000})$/;

const contentSchema = z.tuple([z.string(), z.string()]);

/**
 * Serves `GET /files/<token>`. Whatever is not a link that was made here and still holds is 404 without a word, so that
 * nobody learns what there is.
 */
export function createDownloads(deps: {
  links: { read(purpose: 'file', token: string): unknown };
  source: FileSource;
}): (req: IncomingMessage, res: ServerResponse) => Promise<void> {
  return async (req, res) => {
    const path = (req.url ?? '').split('?', 1)[0] ?? '';
    const token = PATH.exec(path)?.[1];
    const isRead = req.method === 'GET' || req.method === 'HEAD';
    const named = isRead && token !== undefined ? deps.links.read('file', token) : undefined;
    const [key, name] = contentSchema.safeParse(named).data ?? [];
    const file = key === undefined || name === undefined ? undefined : await deps.source(key, name);
    if (!file) return void res.writeHead(404, { 'cache-control': 'no-store', 'content-length': '0' }).end();
    const bytes = Buffer.from(file.content, file.encoding ?? 'utf8');
    res.writeHead(200, {
      'content-type': file.mediaType.startsWith('text/')
        ? `${file.mediaType}; charset=utf-8`
        : file.mediaType,
      'content-length': String(bytes.length),
      'content-disposition': disposition(file.name),
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    });
    res.end(req.method === 'HEAD' ? undefined : bytes);
  };
}

/** Always saved, never shown in the place of a page of ours. */
function disposition(name: string): string {
  const ascii = name.replace(/[^\w.-]/g, '_');
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16)}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
