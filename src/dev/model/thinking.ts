import { createHash } from 'node:crypto';

/** Stands in for the signature by which the API recognises its own thinking: bound to the text and the model. */
export function signThinking(model: string, thinking: string): string {
  return createHash('sha256').update(`architect-offline\n${model}\n${thinking}`).digest('base64');
}

export function verifyThinking(model: string, thinking: string, signature: string): boolean {
  return signThinking(model, thinking) === signature;
}
