import { useMemo, useState } from 'react';
import type { TrafficEntry } from '../../slack/control.ts';
import { FaultPanel } from './fault-panel.tsx';
import { useSelect } from './page-context.tsx';
import { Icon } from './ui/icon.tsx';

/** What the workspace and the app say to each other. */
export function Inspector() {
  const [isOpen, setOpen] = useState(false);
  const count = useSelect((state) => state.traffic.length);
  const failed = useSelect((state) => state.traffic.filter((entry) => !entry.ok).length);
  return (
    <section className={isOpen ? 'inspector is-open' : 'inspector'} aria-label="Traffic inspector">
      <button type="button" className="inspector-bar" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <Icon name="pulse" />
        <span>Traffic</span>
        <span className="inspector-count">{count}</span>
        {failed > 0 && <span className="inspector-count is-failed">{failed} failed</span>}
        <Icon name="chevron" />
      </button>
      {isOpen && <InspectorBody />}
    </section>
  );
}

function InspectorBody() {
  const traffic = useSelect((state) => state.traffic);
  const [filter, setFilter] = useState('');
  const [paused, setPaused] = useState<TrafficEntry[]>();
  const [chosen, setChosen] = useState<number>();
  const [areFaultsShown, setFaultsShown] = useState(false);
  const source = paused ?? traffic;
  const shown = useMemo(() => source.filter((entry) => matches(entry, filter)).reverse(), [source, filter]);
  const entry = source.find((candidate) => candidate.n === chosen);
  return (
    <div className="inspector-body">
      <div className="inspector-tools">
        <input
          className="text-input"
          type="search"
          aria-label="Filter"
          placeholder="Filter: name, outcome, or text inside"
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
        />
        <button
          type="button"
          className="button is-small"
          aria-pressed={paused !== undefined}
          onClick={() => setPaused(paused ? undefined : traffic)}
        >
          {paused ? `Resume (${traffic.filter((e) => e.n > (paused.at(-1)?.n ?? 0)).length} new)` : 'Pause'}
        </button>
        <button
          type="button"
          className="button is-small"
          aria-pressed={areFaultsShown}
          onClick={() => setFaultsShown(!areFaultsShown)}
        >
          Faults
        </button>
      </div>
      {areFaultsShown && <FaultPanel />}
      <div className={entry ? 'inspector-split has-detail' : 'inspector-split'}>
        <div className="traffic">
          <table>
            <thead className="sr-only">
              <tr>
                <th>Direction and name</th>
                <th>Outcome</th>
                <th>Duration</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((row) => (
                <tr key={row.n} className={row.n === chosen ? 'is-chosen' : undefined} data-ok={row.ok}>
                  <td>
                    <button type="button" onClick={() => setChosen(row.n === chosen ? undefined : row.n)}>
                      <span className={`direction is-${row.direction}`}>
                        {row.direction === 'to-app' ? 'to app' : 'from app'}
                      </span>
                      {row.name}
                    </button>
                  </td>
                  <td>{row.outcome}</td>
                  <td className="is-number">{Math.round(row.ms)} ms</td>
                </tr>
              ))}
            </tbody>
          </table>
          {shown.length === 0 && <p className="empty">Nothing yet.</p>}
        </div>
        {entry && <TrafficDetail entry={entry} onClose={() => setChosen(undefined)} />}
      </div>
    </div>
  );
}

function TrafficDetail({ entry, onClose }: { entry: TrafficEntry; onClose: () => void }) {
  return (
    <div className="traffic-detail">
      <header>
        <b>{entry.name}</b>
        <span>{new Date(entry.at).toLocaleTimeString()}</span>
        <button type="button" className="icon-button" aria-label="Close the detail" onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      <h4>Request</h4>
      <pre>{toJson(entry.request)}</pre>
      <h4>Response</h4>
      <pre>{toJson(entry.response)}</pre>
    </div>
  );
}

function matches(entry: TrafficEntry, filter: string): boolean {
  const wanted = filter.trim().toLowerCase();
  if (!wanted) return true;
  if (`${entry.direction} ${entry.name} ${entry.outcome}`.toLowerCase().includes(wanted)) return true;
  return `${toJson(entry.request)} ${toJson(entry.response)}`.toLowerCase().includes(wanted);
}

function toJson(value: unknown): string {
  return value === undefined ? '—' : JSON.stringify(value, null, 2);
}
