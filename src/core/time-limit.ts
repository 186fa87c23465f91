/**
 * Aborted with the signal, and after `ms` at the latest. What `AbortSignal.any` is made of may be collected before it fires
 * (Node 20), so that a call would end neither in time nor ever; a listener of its own keeps the limit until then.
 */
export function withTimeLimit(signal: AbortSignal, ms: number): AbortSignal {
  const limit = AbortSignal.timeout(ms);
  limit.addEventListener('abort', () => {});
  return AbortSignal.any([signal, limit]);
}
