import type { ChatFile } from '../../core/chat/chat.ts';
import { cleanText, clipText } from '../../core/chat/prose/text.ts';
import { dateLeaf } from './cards/dates.ts';
import { paragraph, styled } from './cards/elements.ts';
import { hash } from './deed-keys.ts';
import type { KeptFiles } from './file-source.ts';
import { type Message, toMessage } from './outgoing.ts';
import { buildContent, type TeamsContent } from './render/content.ts';
import type { Leaf } from './render/leaf.ts';
import { CARD_BYTES, jsonBytes, SUMMARY_CHARS } from './render/limits.ts';
import { literal } from './render/safe-text.ts';

const CONSENT = 'application/vnd.microsoft.teams.card.file.consent';

/** So long a link hands out its file, to whoever has it. */
export const LINK_FOR_MS = 60 * 60_000;

/** A card is looked at again; as long as what is kept lasts. */
const PICTURE_FOR_MS = 24 * 60 * 60_000;

/** Texts of an answer or a question; whatever is larger is made anew. */
const MOST_KEPT_BYTES = 64 * 1024;

const DESCRIPTION_CHARS = 300;
const NO_LINKS =
  'I can hand these out in a one-to-one chat only: no public address is set up for links. Whoever runs this bot sets PUBLIC_URL.';

export type FileMessages = {
  /** The message by which files are handed over; `appUrl`: where the app was reached from there. */
  offer(
    where: { direct: boolean; appUrl?: string },
    files: readonly ChatFile[],
    key: string,
  ): Promise<Message>;
  /** The message with links alone; undefined where there is no address for them. */
  link(files: readonly ChatFile[], key: string, appUrl: string | undefined): Message | undefined;
  /** An address that shows a picture for a day; undefined where there is none. */
  address(picture: ChatFile, appUrl: string | undefined): Promise<string | undefined>;
};

type FileDeps = {
  links: { sign(purpose: 'file' | 'offer', content: object, endsAt?: number): string };
  /** Where people reach the app, wherever requests come in. */
  publicUrl?: string;
  kept: Pick<KeptFiles, 'keep'>;
  now: () => number;
};

/** Bots can put a file nowhere in Teams unless a person says so in their own chat; elsewhere there are links. */
export function createFileMessages({ links, publicUrl, kept, now }: FileDeps): FileMessages {
  function list(files: readonly ChatFile[], key: string, baseUrl: string | undefined): Message {
    const endsAt = now() + LINK_FOR_MS;
    const urlOf = ({ name }: ChatFile): string | undefined => {
      if (baseUrl === undefined) return undefined;
      return new URL(`/files/${links.sign('file', [key, name], endsAt)}`, baseUrl).href;
    };
    const lines = sorted(files).map((file) => fileLine(file, urlOf(file)));
    const end = baseUrl === undefined ? paragraph(NO_LINKS) : dateLeaf('The links work until ', endsAt, '.');
    for (let most = lines.length; ; most--) {
      const rest = most < lines.length ? [paragraph('The other files are in the archive.')] : [];
      const content = buildContent([...lines.slice(0, most), ...rest, end]);
      if (most <= 1 || jsonBytes(content.card) <= CARD_BYTES) return toMessage(withSummary(content, files));
    }
  }

  return {
    link(files, key, appUrl) {
      const baseUrl = publicUrl ?? appUrl;
      return baseUrl === undefined ? undefined : list(files, key, baseUrl);
    },
    async address(picture, appUrl) {
      const baseUrl = publicUrl ?? appUrl;
      if (baseUrl === undefined) return undefined;
      const key = `picture/${hash(picture.content)}`;
      await kept.keep(key, picture);
      const token = links.sign('file', [key, picture.name], now() + PICTURE_FOR_MS);
      return new URL(`/files/${token}`, baseUrl).href;
    },
    async offer({ direct, appUrl }, files, key) {
      const baseUrl = publicUrl ?? appUrl;
      const small = files.filter(
        (file) => file.mediaType.startsWith('text/') && sizeOf(file) <= MOST_KEPT_BYTES,
      );
      await Promise.all(small.map((file) => kept.keep(key, file)));
      const archive = files.find(isArchive);
      const [first, ...others] = archive ? [archive] : files;
      if (!direct || !first || (others.length > 0 && baseUrl !== undefined)) {
        return list(files, key, baseUrl);
      }
      const offered = [first, ...others];
      const attachments = offered.map((file) =>
        consentCard(file, { token: links.sign('offer', [key, file.name, offered.length]) }),
      );
      return { type: 'message', summary: literal(cleanText(first.name)), attachments };
    },
  };
}

/** A notification names the files; a link in it would outlive the card on the screen of a phone. */
function withSummary(content: TeamsContent, files: readonly ChatFile[]): TeamsContent {
  const summary = literal(clipText(files.map(({ name }) => cleanText(name)).join(', '), SUMMARY_CHARS));
  return { ...content, summary, card: { ...content.card, fallbackText: summary } };
}

/** What holds everything comes first. */
function sorted(files: readonly ChatFile[]): ChatFile[] {
  return [...files.filter(isArchive), ...files.filter((file) => !isArchive(file))];
}

function isArchive({ mediaType }: ChatFile): boolean {
  return mediaType === 'application/zip';
}

export function sizeOf({ content, encoding }: ChatFile): number {
  return Buffer.byteLength(content, encoding ?? 'utf8');
}

function fileLine(file: ChatFile, url: string | undefined): Leaf {
  const name = styled(file.name, { code: true });
  return paragraph(
    url === undefined ? name : { text: cleanText(file.name), url },
    ` · ${formatSize(sizeOf(file))}`,
  );
}

function formatSize(bytes: number): string {
  return bytes < 1_000_000
    ? `${Math.max(1, Math.round(bytes / 1000))} KB`
    : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function consentCard(file: ChatFile, context: { token: string }): object {
  const description = clipText(cleanText(file.altText ?? 'Save it to your OneDrive.'), DESCRIPTION_CHARS);
  return {
    contentType: CONSENT,
    name: file.name,
    content: {
      description,
      // An empty file is uploaded as one line end.
      sizeInBytes: Math.max(1, sizeOf(file)),
      acceptContext: context,
      declineContext: context,
    },
  };
}
