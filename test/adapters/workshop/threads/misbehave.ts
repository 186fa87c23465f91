import { threadId } from 'node:worker_threads';

/** A thread that does what a hostile text would make of it. */
export default function misbehave(task: 'answer' | 'spin' | 'fill' | 'throw' | 'id'): unknown {
  switch (task) {
    case 'answer':
      return 'here';
    case 'id':
      return threadId;
    case 'spin':
      for (;;);
    case 'fill': {
      const kept: unknown[] = [];
      for (;;) kept.push(new Array(1_000).fill(kept.length));
    }
    case 'throw':
      throw new Error('said no');
    default:
      return task satisfies never;
  }
}
