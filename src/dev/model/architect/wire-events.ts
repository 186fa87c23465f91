import { type Part, tidy } from './parts.ts';

/**
 * Gives events that nobody hears to whoever has a use for them, and drops the rest: an event without a consumer is work
 * that nobody needs. Services that run already are left as they are.
 */
export function wireEvents(parts: readonly Part[]): Part[] {
  return dropUnheard(giveEvents(parts));
}

/** Events that still nobody hears stay, for whoever comes later. */
export function giveEvents(parts: readonly Part[]): Part[] {
  let wired = [...parts];
  for (const event of unheard(parts)) {
    const producer = parts.find((part) => part.emits.includes(event));
    const listener = producer === undefined ? undefined : listenerOf(event, producer, wired);
    if (listener !== undefined)
      wired = wired.map((part) =>
        part.id === listener.id ? { ...part, hears: [...part.hears, event] } : part,
      );
  }
  return wired;
}

export function dropUnheard(all: readonly Part[]): Part[] {
  // What a part tells itself stays inside its process.
  const parts = tidy(all);
  const left = new Set(unheard(parts));
  return tidy(parts.map((part) => ({ ...part, emits: part.emits.filter((event) => !left.has(event)) })));
}

function unheard(parts: readonly Part[]): string[] {
  const heard = new Set(parts.flatMap((part) => part.hears));
  return parts.flatMap((part) => part.emits).filter((event) => !heard.has(event));
}

/** What goes wrong or is undone concerns the core; what people wait for is told to them; what changes who may do what is kept. */
function listenerOf(event: string, producer: Part, parts: readonly Part[]): Part | undefined {
  const action = event.split('.').at(-1) ?? '';
  const byId = (id: string): Part | undefined =>
    parts.find((part) => part.id === id && part !== producer && !part.existing);
  const core = parts.find(
    (part) => part.traits.includes('core') && part.id !== producer.id && !part.existing,
  );
  if (
    /^(registered|hired|merged|stopped|locked|left|changed|blocked)$/.test(action) &&
    byId('audit') !== undefined
  )
    return byId('audit');
  if (/^(failed|cancelled|declined|blocked|expired|suppressed|retired|closed|short)$/.test(action))
    return core ?? byId('notification');
  if (event === 'payment.refund.paid' || event === 'payment.payment.captured')
    return core ?? byId('notification');
  if (
    /^(delivered|registered|settled|issued|verified|published|activated|completed|signed|sent|earned|uploaded|accepted)$/.test(
      action,
    )
  )
    return byId('notification');
  return undefined;
}
