import { BlockElement } from '../elements/block-element.tsx';
import { isRecord, toRecords, toText } from '../json.ts';
import type { BlockProps } from './block.tsx';
import { PictureElement } from './image-block.tsx';
import { TextObject } from './text-object.tsx';

export function CardBlock({ block, blockId }: BlockProps) {
  const buttons = toRecords(block.actions);
  return (
    <article className="card">
      {isRecord(block.hero_image) && <PictureElement element={block.hero_image} size="full" />}
      <div className="card-head">
        {isRecord(block.icon) && <PictureElement element={block.icon} size="context" />}
        <div>
          {isRecord(block.title) && (
            <div className="card-title">
              <TextObject value={block.title} />
            </div>
          )}
          {isRecord(block.subtitle) && (
            <div className="card-subtitle">
              <TextObject value={block.subtitle} />
            </div>
          )}
        </div>
      </div>
      {isRecord(block.body) && <TextObject value={block.body} />}
      {buttons.length > 0 && (
        <div className="actions">
          {buttons.map((element, index) => (
            <BlockElement key={toText(element.action_id) || index} element={element} blockId={blockId} />
          ))}
        </div>
      )}
    </article>
  );
}

export function CarouselBlock({ block, blockId }: BlockProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area has to be reachable with the keyboard
    <section className="carousel" aria-label="Cards" tabIndex={0}>
      {toRecords(block.elements).map((card, index) => {
        const cardId = toText(card.block_id) || blockId;
        return (
          <div key={toText(card.block_id) || index} data-block-id={cardId}>
            <CardBlock block={card} blockId={cardId} />
          </div>
        );
      })}
    </section>
  );
}
