import { withEmoji } from '../emoji.ts';
import { type Json, textOf, toText } from '../json.ts';
import { ActionsBlock } from './actions-block.tsx';
import { AlertBlock } from './alert-block.tsx';
import { UndrawnBlock } from './block-boundary.tsx';
import { CardBlock, CarouselBlock } from './card-block.tsx';
import { ContainerBlock } from './container-block.tsx';
import { ContextActionsBlock } from './context-actions-block.tsx';
import { ContextBlock } from './context-block.tsx';
import { DataTableBlock } from './data-table-block.tsx';
import { FileBlock } from './file-block.tsx';
import { ImageBlock } from './image-block.tsx';
import { InputBlock } from './input-block.tsx';
import { LibraryBlock } from './library-block.tsx';
import { SectionBlock } from './section-block.tsx';
import { VideoBlock } from './video-block.tsx';

export type BlockProps = { block: Json; blockId: string };

/** One block of any type that Slack has for messages and views. */
export function Block({ block, blockId }: BlockProps) {
  switch (toText(block.type)) {
    case 'divider':
      return <hr className="divider" />;
    case 'header':
      return <h3 className="header-block">{withEmoji(textOf(block.text))}</h3>;
    case 'section':
      return <SectionBlock block={block} blockId={blockId} />;
    case 'context':
      return <ContextBlock block={block} />;
    case 'image':
      return <ImageBlock block={block} />;
    case 'rich_text':
    case 'markdown':
    case 'plan':
    case 'task_card':
      return <LibraryBlock block={block} />;
    case 'table':
      return (
        <section className="table-scroll" aria-label="Table">
          <LibraryBlock block={block} />
        </section>
      );
    case 'data_table':
      return <DataTableBlock block={block} />;
    case 'actions':
      return <ActionsBlock block={block} blockId={blockId} />;
    case 'context_actions':
      return <ContextActionsBlock block={block} blockId={blockId} />;
    case 'input':
      return <InputBlock block={block} blockId={blockId} />;
    case 'alert':
      return <AlertBlock block={block} />;
    case 'card':
      return <CardBlock block={block} blockId={blockId} />;
    case 'carousel':
      return <CarouselBlock block={block} blockId={blockId} />;
    case 'container':
      return <ContainerBlock block={block} />;
    case 'file':
      return <FileBlock block={block} />;
    case 'video':
      return <VideoBlock block={block} />;
    default:
      return <UndrawnBlock block={block} />;
  }
}
