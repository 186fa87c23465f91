import { useMemo } from 'react';
import type { WorldMessage } from '../../slack/control.ts';
import { LibraryBlock } from './blocks/library-block.tsx';
import { findPicture, pictureName, splitPictures } from './markdown-pictures.ts';
import { useSelect } from './page-context.tsx';
import { Enlargeable } from './ui/enlargeable.tsx';

const NO_MESSAGES: WorldMessage[] = [];

/** A Markdown file of a message. Its pictures are those of the thread; of any other only the name is shown. */
export function MarkdownPreview({ text, message }: { text: string; message: WorldMessage }) {
  const all = useSelect((state) => state.messages[message.channel] ?? NO_MESSAGES);
  const parts = useMemo(() => splitPictures(text), [text]);
  return parts.map((part, index) => {
    const key = `${index}`;
    if (part.kind === 'text') return <LibraryBlock key={key} block={{ type: 'markdown', text: part.text }} />;
    const file = findPicture(part.url, message, all);
    if (file) return <Enlargeable key={key} src={file.url} alt={part.altText} title={file.name} />;
    return (
      <p key={key} className="picture-name" title={part.altText}>
        Picture: {pictureName(part.url)}
      </p>
    );
  });
}
