import { withEmoji } from '../emoji.ts';
import { type Json, textOf, toRecord, toText } from '../json.ts';
import { useSelect } from '../page-context.tsx';
import type { PageState } from '../page-state.ts';

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
  const fileUrl = useSelect((state) => findFileUrl(state, toText(file.id)));
  const url = fileUrl ?? localPath(toText(element.image_url) || toText(file.url));
  if (url) return <img className={`picture is-${size}`} src={url} alt={alt} />;
  return (
    <span className={`picture-missing is-${size}`} role="img" aria-label={alt} title={alt}>
      {size === 'full' ? `${alt || 'Picture'} (pictures of other servers are not loaded)` : '▧'}
    </span>
  );
}

function findFileUrl(state: PageState, id: string): string | undefined {
  if (!id) return undefined;
  for (const messages of Object.values(state.messages)) {
    for (const message of messages) {
      const file = message.files?.find((entry) => entry.id === id);
      if (file) return file.url;
    }
  }
  return undefined;
}

function localPath(url: string): string | undefined {
  if (!URL.canParse(url, location.href)) return undefined;
  const parsed = new URL(url, location.href);
  return url && parsed.origin === location.origin ? parsed.pathname : undefined;
}
