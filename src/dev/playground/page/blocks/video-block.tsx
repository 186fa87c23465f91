import { withEmoji } from '../emoji.ts';
import { type Json, textOf, toText } from '../json.ts';
import { SafeLink } from './library-block.tsx';

/** The video's words and link; the player itself would come from another server. */
export function VideoBlock({ block }: { block: Json }) {
  const title = withEmoji(textOf(block.title));
  const url = toText(block.title_url) || toText(block.video_url);
  return (
    <div className="video">
      <SafeLink href={url}>{title || toText(block.alt_text)}</SafeLink>
      <p>{withEmoji(textOf(block.description))}</p>
      <div className="picture-missing is-full" role="img" aria-label={toText(block.alt_text)}>
        Videos of other servers are not loaded
      </div>
    </div>
  );
}
