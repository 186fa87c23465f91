import type { Run, Style } from './runs.ts';
import { cleanText } from './text.ts';

/** Longer addresses are shown as text: no client is known to take them as links. */
const URL_CHARS = 2_000;

/** As much of a host as there can be: without these bounds a long label would be gone over for each of its letters. */
const HOST =
  /(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.){1,40}(?:\p{L}[\p{L}\p{M}]+|xn--[a-z0-9-]+)|\d{1,3}(?:\.\d{1,3}){3}/giu;

/** Endings of file names, which a label may bear without meaning a host. */
const FILE_NAME =
  /^[^/:]+\.(?:[cm]?[jt]sx?|json|md|ya?ml|py|go|rs|java|kt|cs|sql|proto|xml|html?|css|sh|txt|toml|conf)$/i;

/** The address in the form that is shown and sent, or nothing when it is none that people may be led to. */
function toSafeUrl(address: string): URL | undefined {
  const url = parseUrl(address.trim());
  if (!url || !['http:', 'https:', 'mailto:'].includes(url.protocol)) return undefined;
  // `https://bank.example@elsewhere` looks like the bank.
  url.username = '';
  url.password = '';
  return url.href.length <= URL_CHARS ? url : undefined;
}

/**
 * A link as runs. The label is what is tapped only when it names no other host than the one it leads to; a label
 * that is itself an address gives way to the real one, and a sentence is followed by it.
 */
export function linkRuns(label: string, address: string, style: Style): Run[] {
  const text = cleanText(label).trim();
  const url = toSafeUrl(address);
  if (!url) {
    const target = cleanText(address).trim();
    return [
      {
        ...style,
        text: text === '' || text === target || target === '' ? text || target : `${text} (${target})`,
      },
    ];
  }
  const href = url.href;
  if (text === '') return [{ ...style, text: href, url: href }];
  if (!namesAnotherHost(text, url)) return [{ ...style, text, url: href }];
  if (!/\s/.test(text) && !FILE_NAME.test(text)) return [{ ...style, text: href, url: href }];
  return [
    { ...style, text: `${text} (` },
    { ...style, text: href, url: href },
    { ...style, text: ')' },
  ];
}

function namesAnotherHost(label: string, url: URL): boolean {
  if (isSameAddress(label, url)) return false;
  const named =
    label
      .replace(/\p{Cf}/gu, '')
      .normalize('NFKC')
      .match(HOST) ?? [];
  const own = url.protocol === 'mailto:' ? (url.pathname.split('@').at(-1) ?? '') : url.hostname;
  return named.some((name) => bareHost(name) !== bareHost(own));
}

/** An address may be its own label: what looks like a host in its path is none. */
export function isSameAddress(label: string, url: URL): boolean {
  const bare = (address: string): string =>
    address.replace(/^(?:https?:\/\/|mailto:)/i, '').replace(/\/$/, '');
  return bare(label) === bare(url.href) || bare(label) === bare(decode(url.href));
}

function bareHost(name: string): string {
  const host = parseUrl(`http://${name}`)?.hostname ?? name;
  return host.toLowerCase().replace(/^www\./, '');
}

function parseUrl(address: string): URL | undefined {
  return URL.canParse(address) ? new URL(address) : undefined;
}

function decode(text: string): string {
  try {
    return decodeURI(text);
  } catch {
    return text;
  }
}
