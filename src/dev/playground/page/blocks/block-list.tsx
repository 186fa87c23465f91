import { memo, useMemo } from 'react';
import type { Surface } from '../actions.ts';
import { toRecords, toText } from '../json.ts';
import { Block } from './block.tsx';
import { BlockBoundary } from './block-boundary.tsx';
import { SurfaceContext } from './surface-context.tsx';
import { blockIdOf } from './values.ts';

export type BlockListProps = {
  blocks: unknown;
  surface: Surface;
  errors?: Record<string, string>;
};

const NO_ERRORS: Record<string, string> = {};

/**
 * The blocks of a message or a view, each in an element that knows its block id. Pass the same `surface` object while
 * it names the same thing: everything is drawn again for another one.
 */
export const BlockList = memo(function BlockList({ blocks, surface, errors = NO_ERRORS }: BlockListProps) {
  const info = useMemo(() => ({ surface, errors, blocks: toRecords(blocks) }), [blocks, errors, surface]);
  return (
    <SurfaceContext value={info}>
      <div className="blocks">
        {info.blocks.map((block, index) => {
          const blockId = blockIdOf(block, index);
          return (
            <div
              key={blockId}
              className={`block is-${toText(block.type)}`}
              data-block-id={blockId}
              data-block-type={toText(block.type)}
            >
              <BlockBoundary block={block}>
                <Block block={block} blockId={blockId} />
              </BlockBoundary>
            </div>
          );
        })}
      </div>
    </SurfaceContext>
  );
});
