import { TeamsError } from '../teams-error.ts';

const MOST_BYTES = 1024 * 1024;
const MOST_PIXELS = 1024;

const PNG_START = Buffer.from('89504e470d0a1a0a', 'hex');

/** Why that address can't be shown as a picture, or undefined. */
export function pictureProblem(url: string, options: { isMeasured?: boolean } = {}): string | undefined {
  const data = /^data:image\/(png|jpeg|gif);base64,([A-Za-z0-9+/]+=*)$/.exec(url);
  if (!data)
    return isFetched(url) ? undefined : `A picture is neither https nor data of one: ${url.slice(0, 60)}`;
  const bytes = Buffer.from(data[2] ?? '', 'base64');
  if (bytes.length > MOST_BYTES)
    return `A picture has ${bytes.length} bytes, at most ${MOST_BYTES} are allowed.`;
  if (data[1] !== 'png') return undefined;
  if (!bytes.subarray(0, 8).equals(PNG_START) || bytes.length < 24) return 'A picture is no PNG.';
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  if (options.isMeasured && Math.max(width, height) > MOST_PIXELS) {
    return `A picture is ${width} × ${height}, at most ${MOST_PIXELS} a side are allowed.`;
  }
  return undefined;
}

export function checkPicture(url: string, options: { isMeasured?: boolean } = {}): void {
  const problem = pictureProblem(url, options);
  if (problem) throw new TeamsError('BadArgument', problem);
}

/** On this machine there are no certificates, so its own addresses pass without. */
export function isFetched(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', 'localhost'].includes(hostname));
}
