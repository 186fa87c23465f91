import { Component, type ReactNode } from 'react';
import type { Json } from '../json.ts';
import { toText } from '../json.ts';

type Props = { block: Json; children: ReactNode };
type State = { hasFailed: boolean; block: Json };

/** Keeps a block that cannot be drawn from taking the page down, and tries again when the block changes. */
export class BlockBoundary extends Component<Props, State> {
  override state: State = { hasFailed: false, block: this.props.block };

  static getDerivedStateFromError(): Partial<State> {
    return { hasFailed: true };
  }

  static getDerivedStateFromProps(props: Props, state: State): Partial<State> | null {
    return props.block === state.block ? null : { hasFailed: false, block: props.block };
  }

  override render() {
    return this.state.hasFailed ? <UndrawnBlock block={this.props.block} /> : this.props.children;
  }
}

export function UndrawnBlock({ block }: { block: Json }) {
  return (
    <details className="undrawn">
      <summary>A block of type “{toText(block.type) || '?'}” that this page cannot draw</summary>
      <pre>{JSON.stringify(block, null, 2)}</pre>
    </details>
  );
}
