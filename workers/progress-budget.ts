/** Slack allows about 50 updates a minute in a workspace; most of them are kept for the ends of turns. */
const A_MINUTE = 20;
const MINUTE_MS = 60_000;

/** Lets each workspace show progress this often in any minute, whichever of its threads asks. */
export function createProgressBudget(now: () => number): (workspaceId: string) => boolean {
  const shown = new Map<string, number[]>();
  return (workspaceId) => {
    const recent = (shown.get(workspaceId) ?? []).filter((at) => at > now() - MINUTE_MS);
    const isAllowed = recent.length < A_MINUTE;
    shown.set(workspaceId, isAllowed ? [...recent, now()] : recent);
    return isAllowed;
  };
}
