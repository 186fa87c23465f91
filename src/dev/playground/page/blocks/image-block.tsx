import { CONTROL_PATH } from '../../../slack/control.ts';
import { withEmoji } from '../emoji.ts';
import { type Json, textOf, toRecord, toText } from '../json.ts';
import { Enlargeable } from '../ui/enlargeable.tsx';

export function ImageBlock({ block }: { block: Json }) {
  const title = textOf(block.title);
  return (
    <figure className="image-block">
      {title && <figcaption>{withEmoji(title)}</figcaption>}
      <PictureElement element={block} size="full" />
    </figure>
  );
}

/** A picture of this workspace, or a card in its place: the page loads nothing from elsewhere. */
export function PictureElement({ element, size }: { element: Json; size: 'full' | 'accessory' | 'context' }) {
  const alt = toText(element.alt_text);
  const file = toRecord(element.slack_file);
  const url = fileUrl(toText(file.id)) ?? localPath(toText(element.image_url) || toText(file.url));
  if (url && size === 'full') return <Enlargeable src={url} alt={alt} title="Picture" />;
  if (url) return <img className={`picture is-${size}`} src={url} alt={alt} />;
  return (
    <span className={`picture-missing is-${size}`} role="img" aria-label={alt} title={alt}>
      {size === 'full' ? `${alt || 'Picture'} (pictures of other servers are not loaded)` : '▧'}
    </span>
  );
}

/** A file that is in no message of its own can be shown as well: the server knows it by its id. */
function fileUrl(id: string): string | undefined {
  return /^F\w+$/.test(id) ? `${CONTROL_PATH}/files/${id}/picture` : undefined;
}

function localPath(url: string): string | undefined {
  if (!URL.canParse(url, location.href)) return undefined;
  const parsed = new URL(url, location.href);
  return url && parsed.origin === location.origin ? parsed.pathname : undefined;
}
