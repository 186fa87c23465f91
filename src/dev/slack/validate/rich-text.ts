import { isRecord, toList, toText } from '../json.ts';
import {
  byType,
  type Check,
  chars,
  type Fields,
  flag,
  integer,
  list,
  number,
  oneOf,
  pattern,
  report,
  shape,
} from './check.ts';

const MOST_ELEMENTS = 1_000;
const style = shape(
  {},
  {
    bold: flag,
    italic: flag,
    strike: flag,
    code: flag,
    underline: flag,
    highlight: flag,
    client_highlight: flag,
    unlink: flag,
  },
);
const id = pattern(/^[A-Z][A-Z0-9]{2,}$/, 'a Slack id');

function inline(required: Fields, optional: Fields = {}): Check {
  return shape(required, { style, ...optional });
}

const text = inline({ text: chars(1, 12_000) });
const link = inline({ url: chars(1, 3_000) }, { text: chars(1, 12_000), unsafe: flag });

const inlineElement = byType({
  text,
  link,
  user: inline({ user_id: id }),
  usergroup: inline({ usergroup_id: id }),
  channel: inline({ channel_id: id }),
  team: inline({ team_id: id }),
  emoji: inline({ name: chars(1, 100) }, { unicode: chars(1, 100), url: chars(1, 3_000) }),
  broadcast: inline({ range: oneOf('here', 'channel', 'everyone') }),
  date: inline(
    { timestamp: number, format: chars(1, 1_000) },
    { url: chars(1, 3_000), fallback: chars(1, 1_000) },
  ),
  color: inline({ value: pattern(/^#[0-9a-fA-F]{6}$/, 'a hex colour') }),
});

const section = shape({ elements: list(inlineElement, { most: MOST_ELEMENTS }) });
const bordered = { border: oneOf(0, 1) };

const part = byType({
  rich_text_section: section,
  rich_text_list: shape(
    {
      style: oneOf('bullet', 'ordered'),
      elements: list(byType({ rich_text_section: section }), { least: 1, most: MOST_ELEMENTS }),
    },
    { indent: integer(0, 8), offset: integer(0, 10_000), ...bordered },
  ),
  rich_text_quote: shape({ elements: list(inlineElement, { most: MOST_ELEMENTS }) }, bordered),
  rich_text_preformatted: shape(
    { elements: list(byType({ text, link }), { most: MOST_ELEMENTS }) },
    { ...bordered, language: chars(1, 100) },
  ),
});

/** The fields of a rich_text block without those that every block has. */
export const RICH_TEXT_FIELDS: Fields = { elements: list(part, { least: 1, most: MOST_ELEMENTS }) };

/** A rich_text entity inside another block. */
export const richText: Check = byType({ rich_text: shape(RICH_TEXT_FIELDS, { block_id: chars(1, 255) }) });

/** As `richText`, but something must be readable in it. */
export const filledRichText: Check = (value, pointer, findings) => {
  richText(value, pointer, findings);
  if (richTextChars(value) === 0) report(findings, pointer, 'must not be empty');
};

/** Characters that are shown; a mention, emoji or date without text counts as one. */
export function richTextChars(value: unknown): number {
  if (!isRecord(value)) return 0;
  if (Array.isArray(value.elements)) {
    return toList(value.elements).reduce<number>((sum, entry) => sum + richTextChars(entry), 0);
  }
  if (value.type === 'text') return toText(value.text).length;
  if (value.type === 'link') return toText(value.text ?? value.url).length;
  return 1;
}
