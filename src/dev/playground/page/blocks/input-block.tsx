import { useId } from 'react';
import { BlockElement } from '../elements/block-element.tsx';
import { withEmoji } from '../emoji.ts';
import { textOf, toRecord } from '../json.ts';
import type { BlockProps } from './block.tsx';
import { useSurface } from './surface-context.tsx';

export function InputBlock({ block, blockId }: BlockProps) {
  const { errors } = useSurface();
  const id = useId();
  const error = errors[blockId];
  const hint = textOf(block.hint);
  const label = withEmoji(textOf(block.label));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be named by an element of its own
    <div
      className={error ? 'input-block is-invalid' : 'input-block'}
      role="group"
      aria-labelledby={`${id}-label`}
    >
      <span className="input-label" id={`${id}-label`}>
        {label} {block.optional === true && <span className="input-optional">(optional)</span>}
      </span>
      <BlockElement
        element={toRecord(block.element)}
        blockId={blockId}
        label={label}
        sends={block.dispatch_action === true ? 'always' : 'never'}
        describedBy={error ? `${id}-error` : hint ? `${id}-hint` : undefined}
        isInvalid={error !== undefined}
      />
      {error && (
        <p className="input-error" id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
      {hint && (
        <p className="input-hint" id={`${id}-hint`}>
          {withEmoji(hint)}
        </p>
      )}
    </div>
  );
}
