import type { SessionStatus } from '../../slack/control.ts';
import { useActions, useSelect, useWorld } from './page-context.tsx';
import type { PageState } from './page-state.ts';
import { Icon } from './ui/icon.tsx';

/** "… is working" above the composer, with the Stop button that a session in progress has. */
export function StatusLine({ channel, threadTs }: { channel: string; threadTs?: string }) {
  const status = useSelect((state) => findBusy(state, channel, threadTs));
  const name = useWorld()?.app.name;
  const { stop } = useActions();
  if (!status) return <div role="status" />;
  return (
    <div className="status-line" role="status">
      <span className="spinner" aria-hidden="true" />
      <span className="status-text">
        <b>{name}</b> {status.text || 'is working …'}
      </span>
      {status.session === 'processing' && (
        <button
          type="button"
          className="button is-small"
          onClick={() => void stop(channel, status.thread_ts)}
        >
          <Icon name="stop" /> Stop
        </button>
      )}
    </div>
  );
}

/** The status of the thread, or of the busy thread of the conversation that spoke last. */
function findBusy(state: PageState, channel: string, threadTs?: string): SessionStatus | undefined {
  return Object.values(state.statuses)
    .filter((status) => status.channel === channel && (!threadTs || status.thread_ts === threadTs))
    .filter(isBusy)
    .at(-1);
}

export function isBusy(status: SessionStatus | undefined): boolean {
  return status !== undefined && (status.text !== '' || status.session === 'processing');
}
