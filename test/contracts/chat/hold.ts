import { textReply } from '../../../src/dev/model/scripted.ts';
import type { Reply } from '../../../src/dev/model/wire.ts';

/** A model call that does not come back before it is let go. */
export function hold(words: string): { release(): void; reply(): Promise<Reply> } {
  let release: () => void = () => {};
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  return { release: () => release(), reply: () => gate.then(() => textReply(words)) };
}
