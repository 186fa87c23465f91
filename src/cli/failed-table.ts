import { formatDuration } from '../core/thread/status.ts';
import { type FailedRun, isStuck } from '../core/turn/failed-runs.ts';

const HEADER = ['ID', 'KIND', 'WHERE', 'TURN', 'AGENT', 'CODE', 'AGE', 'MESSAGE'];

/** For people: aligned, with a header, each line cut to the width of their terminal. Empty without runs. */
export function formatTable(runs: readonly FailedRun[], now: number, width: number): string {
  if (runs.length === 0) return '';
  const rows = [HEADER, ...runs.map((run) => toRow(run, now))];
  const widths = HEADER.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  const lines = rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
  return lines.map((line) => `${cut(line.trimEnd(), width)}\n`).join('');
}

/** For programs: a line of tab-separated fields each; the id comes first. */
export function formatLines(runs: readonly FailedRun[], now: number): string {
  return runs.map((run) => `${toFields(run, now).join('\t')}\n`).join('');
}

function toFields(run: FailedRun, now: number): string[] {
  const { id, at, code, agent = '-', threadId, kind, turn } = run;
  return [id, new Date(at).toISOString(), code, agent, threadId, said(run, now), kind, String(turn)];
}

function toRow(run: FailedRun, now: number): string[] {
  const { id, at, code, agent = '-', threadId, kind, turn } = run;
  return [id, kind, placeOf(threadId), String(turn), agent, code, formatDuration(now - at), said(run, now)];
}

/** Workspace and channel of a thread, by its id. */
function placeOf(threadId: string): string {
  return threadId.split(':').slice(1, 3).map(decodeURIComponent).join('/');
}

function said(run: FailedRun, now: number): string {
  if (!isStuck(run)) return run.message.replace(/\s+/g, ' ');
  return `Tried ${run.tries} times, again in ${formatDuration(run.nextTryAt - now)}; mend the cause, then retry.`;
}

function cut(line: string, width: number): string {
  return line.length > width ? `${line.slice(0, width - 1)}…` : line;
}
