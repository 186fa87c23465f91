import { withEmoji } from '../emoji.ts';
import { isRecord, type Json, textOf, toRecords, toText } from '../json.ts';
import { Block } from './block.tsx';
import { PictureElement } from './image-block.tsx';
import { LibraryBlock } from './library-block.tsx';
import { TextObject } from './text-object.tsx';
import { blockIdOf } from './values.ts';

export function ContainerBlock({ block }: { block: Json }) {
  const width = toText(block.width) || 'standard';
  const head = <ContainerHead block={block} />;
  const body = (
    <div className="blocks container-body">
      {toRecords(block.child_blocks).map((child, index) => {
        const blockId = blockIdOf(child, index);
        return (
          <div key={blockId} className={`block is-${toText(child.type)}`} data-block-id={blockId}>
            <Block block={child} blockId={blockId} />
          </div>
        );
      })}
    </div>
  );
  const className = `container is-${width}${block.has_header_divider === true ? ' has-divider' : ''}`;
  if (block.is_collapsible !== true) {
    return (
      <section className={className}>
        <div className="container-head">{head}</div>
        {body}
      </section>
    );
  }
  return (
    <details className={className} open={block.default_collapsed !== true}>
      <summary className="container-head">{head}</summary>
      {body}
    </details>
  );
}

function ContainerHead({ block }: { block: Json }) {
  return (
    <>
      {isRecord(block.icon) && <PictureElement element={block.icon} size="context" />}
      <div>
        {isRecord(block.rich_text_title) ? (
          <LibraryBlock block={block.rich_text_title} />
        ) : (
          <strong>{withEmoji(textOf(block.title))}</strong>
        )}
        {isRecord(block.subtitle) && (
          <div className="container-subtitle">
            <TextObject value={block.subtitle} />
          </div>
        )}
      </div>
    </>
  );
}
