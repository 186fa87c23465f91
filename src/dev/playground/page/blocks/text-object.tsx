import { withEmoji } from '../emoji.ts';
import { textOf, toRecord } from '../json.ts';
import { LibraryBlock } from './library-block.tsx';

/** A text object of Slack: `mrkdwn` with its marks, `plain_text` as it is. */
export function TextObject({ value }: { value: unknown }) {
  const text = toRecord(value);
  if (text.type !== 'mrkdwn') return <div className="plain-text">{withEmoji(textOf(value))}</div>;
  return <Mrkdwn text={textOf(value)} />;
}

export function Mrkdwn({ text }: { text: string }) {
  return <LibraryBlock block={{ type: 'section', text: { type: 'mrkdwn', text } }} />;
}
