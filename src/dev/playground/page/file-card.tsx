import { useState } from 'react';
import type { WorldFile, WorldMessage } from '../../slack/control.ts';
import { MarkdownPreview } from './markdown-preview.tsx';
import { fileKind, fileType, formatSize } from './text.ts';
import { Enlargeable } from './ui/enlargeable.tsx';
import { Icon } from './ui/icon.tsx';

/** A preview shows so much; the rest is in the download. */
const MOST_PREVIEW_CHARS = 20_000;

/** Pictures as pictures, everything else as a card; texts unfold. */
export function FileCard({ file, message }: { file: WorldFile; message: WorldMessage }) {
  const kind = fileKind(file);
  if (kind === 'image') return <Picture file={file} />;
  return <Card file={file} kind={kind} message={message} />;
}

function Picture({ file }: { file: WorldFile }) {
  const alt = file.altText || file.title || file.name;
  return (
    <figure className="file-picture">
      <figcaption>
        {file.title || file.name} <DownloadLink file={file} />
      </figcaption>
      <Enlargeable src={file.url} alt={alt} title={file.title || file.name} />
    </figure>
  );
}

type Preview = { kind: 'closed' } | { kind: 'loading' } | { kind: 'open'; text: string } | { kind: 'failed' };

function Card(props: { file: WorldFile; kind: 'markdown' | 'text' | 'other'; message: WorldMessage }) {
  const { file, kind } = props;
  const [preview, setPreview] = useState<Preview>({ kind: 'closed' });
  const toggle = async () => {
    if (preview.kind !== 'closed') return setPreview({ kind: 'closed' });
    setPreview({ kind: 'loading' });
    try {
      const response = await fetch(file.url);
      setPreview(response.ok ? { kind: 'open', text: await response.text() } : { kind: 'failed' });
    } catch {
      setPreview({ kind: 'failed' });
    }
  };
  return (
    <div className="file">
      <div className="file-card">
        <Icon name="file" />
        <div className="file-names">
          <strong>{file.title || file.name}</strong>
          <span>
            {file.title && file.title !== file.name ? `${file.name} · ` : ''}
            {fileType(file)} · {formatSize(file.size)}
          </span>
        </div>
        {kind !== 'other' && (
          <button
            type="button"
            className="button is-small"
            aria-expanded={preview.kind !== 'closed'}
            onClick={() => void toggle()}
          >
            {preview.kind === 'closed' ? 'Show' : 'Hide'}
          </button>
        )}
        <DownloadLink file={file} />
      </div>
      {preview.kind === 'failed' && <p className="file-problem">This file could not be read.</p>}
      {preview.kind === 'open' && (
        <PreviewText text={preview.text} {...(kind === 'markdown' ? { message: props.message } : {})} />
      )}
    </div>
  );
}

/** Drawn as Markdown where the message is given that the file belongs to. */
function PreviewText({ text, message }: { text: string; message?: WorldMessage }) {
  const shown = text.slice(0, MOST_PREVIEW_CHARS);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area has to be reachable with the keyboard
    <section className="file-preview" aria-label="Preview" tabIndex={0}>
      {message ? <MarkdownPreview text={shown} message={message} /> : <pre>{shown}</pre>}
      {shown.length < text.length && <p className="file-problem">The rest is in the download.</p>}
    </section>
  );
}

function DownloadLink({ file }: { file: WorldFile }) {
  return (
    <a
      data-plain
      className="icon-button"
      href={file.url}
      download={file.name}
      aria-label={`Download ${file.name}`}
      title={`Download ${file.name}`}
    >
      <Icon name="download" />
    </a>
  );
}
