import { type Json, toRecords } from '../json.ts';
import { PictureElement } from './image-block.tsx';
import { TextObject } from './text-object.tsx';

export function ContextBlock({ block }: { block: Json }) {
  return (
    <div className="context">
      {toRecords(block.elements).map((element, index) =>
        element.type === 'image' ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: context elements have no ids and never move
          <PictureElement key={index} element={element} size="context" />
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: context elements have no ids and never move
          <TextObject key={index} value={element} />
        ),
      )}
    </div>
  );
}
