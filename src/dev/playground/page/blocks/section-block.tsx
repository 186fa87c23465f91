import { BlockElement } from '../elements/block-element.tsx';
import { isRecord } from '../json.ts';
import type { BlockProps } from './block.tsx';
import { PictureElement } from './image-block.tsx';
import { TextObject } from './text-object.tsx';

export function SectionBlock({ block, blockId }: BlockProps) {
  const fields = Array.isArray(block.fields) ? block.fields : [];
  const accessory = block.accessory;
  return (
    <div className="section">
      <div className="section-text">
        {isRecord(block.text) && <TextObject value={block.text} />}
        {fields.length > 0 && (
          <div className="section-fields">
            {fields.map((field, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: fields have no ids and never move
              <TextObject key={index} value={field} />
            ))}
          </div>
        )}
      </div>
      {isRecord(accessory) && (
        <div className="section-accessory">
          {accessory.type === 'image' ? (
            <PictureElement element={accessory} size="accessory" />
          ) : (
            <BlockElement element={accessory} blockId={blockId} />
          )}
        </div>
      )}
    </div>
  );
}
