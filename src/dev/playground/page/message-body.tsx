import { useMemo } from 'react';
import type { WorldMessage } from '../../slack/control.ts';
import type { Surface } from './actions.ts';
import { BlockBoundary } from './blocks/block-boundary.tsx';
import { BlockList } from './blocks/block-list.tsx';
import { Mrkdwn } from './blocks/text-object.tsx';
import { FileCard } from './file-card.tsx';

/** Text or blocks, then files. Blocks take the place of the text, as in Slack. */
export function MessageBody({ message }: { message: WorldMessage }) {
  const { channel, ts, blocks, text } = message;
  const surface = useMemo<Surface>(() => ({ kind: 'message', channel, ts }), [channel, ts]);
  const textBlock = useMemo(() => ({ type: 'section', text }), [text]);
  const hasBlocks = Array.isArray(blocks) && blocks.length > 0;
  return (
    <div className="message-body">
      {hasBlocks && <BlockList blocks={blocks} surface={surface} />}
      {!hasBlocks && text && (
        <BlockBoundary block={textBlock}>
          <Mrkdwn text={text} />
        </BlockBoundary>
      )}
      {message.streaming && <span className="cursor" role="img" aria-label="still writing" />}
      {message.edited && <span className="edited">(edited)</span>}
      {message.files && message.files.length > 0 && (
        <div className="files">
          {message.files.map((file) => (
            <FileCard key={file.id} file={file} message={message} />
          ))}
        </div>
      )}
    </div>
  );
}
