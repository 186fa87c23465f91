import { BlockElement } from '../elements/block-element.tsx';
import { toRecords, toText } from '../json.ts';
import type { BlockProps } from './block.tsx';

export function ActionsBlock({ block, blockId }: BlockProps) {
  return (
    <div className="actions">
      {toRecords(block.elements).map((element, index) => (
        <BlockElement key={toText(element.action_id) || index} element={element} blockId={blockId} />
      ))}
    </div>
  );
}
