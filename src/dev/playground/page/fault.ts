import type { Fault } from '../../slack/control.ts';

export type FaultName = Fault['kind']['do'];

/** What can go wrong, in the order of the list; `detail` names the field that a kind needs. */
export const FAULT_KINDS: { name: FaultName; label: string; detail?: string; initial: string }[] = [
  { name: 'error', label: 'Slack refuses the call', detail: 'Error', initial: 'internal_error' },
  { name: 'drop_after', label: 'Done, but the answer is lost', initial: '' },
  { name: 'drop_before', label: 'Connection breaks before it is done', initial: '' },
  { name: 'delay', label: 'Slow answer', detail: 'Milliseconds', initial: '3000' },
  { name: 'delay_before', label: 'Done late', detail: 'Milliseconds', initial: '30000' },
  { name: 'rate_limit', label: 'Rate limit', detail: 'Retry after (s)', initial: '5' },
  { name: 'status', label: 'HTTP error', detail: 'Status', initial: '503' },
  { name: 'garbage', label: 'Answer is no JSON', initial: '' },
];

/** `times` that is no number means until it is removed. */
export function toFault(method: string, name: FaultName, detail: string, times: string): Fault {
  const count = Number.parseInt(times, 10);
  return { method: method.trim() || '*', kind: toKind(name, detail), ...(count > 0 ? { times: count } : {}) };
}

function toKind(name: FaultName, detail: string): Fault['kind'] {
  const number = Math.max(0, Number(detail) || 0);
  switch (name) {
    case 'error':
      return { do: 'error', error: detail.trim() || 'internal_error' };
    case 'status':
      return { do: 'status', status: number || 503 };
    case 'rate_limit':
      return { do: 'rate_limit', retryAfterSeconds: number || 1 };
    case 'delay':
    case 'delay_before':
      return { do: name, ms: number };
    default:
      return { do: name };
  }
}

export function describeFault(fault: Fault): string {
  const often = fault.times === undefined ? 'until removed' : `${fault.times}×`;
  const label = FAULT_KINDS.find((entry) => entry.name === fault.kind.do)?.label ?? fault.kind.do;
  const { do: _name, ...detail } = fault.kind;
  return [fault.method, label, ...Object.values(detail), often].join(' · ');
}
