import type { Footer } from '../../../core/chat/reply.ts';
import { footerText } from '../../../core/chat/wording/footer.ts';
import type { Leaf } from '../render/leaf.ts';
import { contextLeaf } from './elements.ts';

/** Small print below an answer. */
export function footerLeaf(footer: Footer): Leaf {
  return contextLeaf(footerText(footer));
}
