import type { Nodes, Paragraph, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import type { WorldFile, WorldMessage } from '../../slack/control.ts';

type MarkdownPart = { kind: 'text'; text: string } | { kind: 'picture'; url: string; altText: string };

/**
 * Takes the pictures out of a Markdown text, since the library that draws the rest would ask this server for them by
 * name. Those in a paragraph of their own become parts, those within words become “Picture: name”.
 */
export function splitPictures(markdown: string): MarkdownPart[] {
  const parts: MarkdownPart[] = [];
  let text = '';
  let from = 0;
  const copyTo = (to: number) => {
    text += markdown.slice(from, to);
    from = to;
  };
  const endText = () => {
    if (text.trim() !== '') parts.push({ kind: 'text', text });
    text = '';
  };
  for (const block of fromMarkdown(markdown).children) {
    if (isOnlyPictures(block)) {
      copyTo(startOf(block));
      endText();
      for (const child of block.children) {
        if (child.type === 'image') parts.push({ kind: 'picture', url: child.url, altText: child.alt ?? '' });
      }
      from = endOf(block);
      continue;
    }
    for (const picture of picturesIn(block)) {
      copyTo(startOf(picture.node));
      text += `Picture: ${picture.name.replaceAll(/[\\`*_[\]<>|~]/g, '\\$&')}`;
      from = endOf(picture.node);
    }
  }
  copyTo(markdown.length);
  endText();
  return parts;
}

function isOnlyPictures(block: RootContent): block is Paragraph {
  if (block.type !== 'paragraph' || !block.children.some((child) => child.type === 'image')) return false;
  return block.children.every(
    (child) =>
      child.type === 'image' ||
      child.type === 'break' ||
      (child.type === 'text' && child.value.trim() === ''),
  );
}

function picturesIn(node: Nodes): { node: Nodes; name: string }[] {
  if (node.type === 'image') return [{ node, name: pictureName(node.url) }];
  if (node.type === 'imageReference') return [{ node, name: node.label ?? node.identifier }];
  return 'children' in node ? node.children.flatMap(picturesIn) : [];
}

const startOf = (node: Nodes) => node.position?.start.offset ?? 0;
const endOf = (node: Nodes) => node.position?.end.offset ?? 0;

/** The file's name in a relative address, or all of an address with a host or a scheme. */
export function pictureName(url: string): string {
  if (/^([a-z][a-z\d+.-]*:|\/\/)/i.test(url)) return url;
  const name =
    url
      .replace(/[?#].*$/s, '')
      .split('/')
      .at(-1) ?? '';
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/**
 * The picture that a text in `message` means by an address: of the same message, else of the nearest of the thread,
 * for a thread holds files of the same name for each version.
 */
export function findPicture(url: string, message: WorldMessage, all: WorldMessage[]): WorldFile | undefined {
  const name = pictureName(url);
  const root = message.thread_ts ?? message.ts;
  const thread = all.filter((other) => other.ts === root || other.thread_ts === root);
  const at = thread.findIndex((other) => other.ts === message.ts);
  const distance = (other: WorldMessage) => Math.abs(thread.indexOf(other) - at);
  return thread
    .toSorted((a, b) => distance(a) - distance(b))
    .flatMap((other) => other.files ?? [])
    .find((file) => file.name === name && file.mimetype.startsWith('image/'));
}
