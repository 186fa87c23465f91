import { useState } from 'react';
import type { Fault } from '../../slack/control.ts';
import { describeFault, FAULT_KINDS, type FaultName, toFault } from './fault.ts';
import { useActions, useSelect } from './page-context.tsx';

const KNOWN_METHODS = [
  '*',
  'chat.postMessage',
  'chat.update',
  'chat.postEphemeral',
  'chat.startStream',
  'chat.appendStream',
  'chat.stopStream',
  'assistant.threads.setStatus',
  'agents.sessions.setStatus',
  'conversations.replies',
  'files.getUploadURLExternal',
  'files.completeUploadExternal',
  'views.open',
  'views.publish',
  'users.info',
];

/** Makes calls of the app fail, and turns newer methods and blocks off. */
export function FaultPanel() {
  const { setFaults, setOld } = useActions();
  const isOld = useSelect((state) => state.world?.oldWorkspace ?? false);
  const [faults, setOwn] = useState<Fault[]>([]);
  const [method, setMethod] = useState('chat.postMessage');
  const [name, setName] = useState<FaultName>('error');
  const [detail, setDetail] = useState('internal_error');
  const [times, setTimes] = useState('1');
  const kind = FAULT_KINDS.find((entry) => entry.name === name);

  const replace = async (next: Fault[]) => {
    if (await setFaults(next)) setOwn(next);
  };
  return (
    <form
      className="faults"
      onSubmit={(event) => {
        event.preventDefault();
        void replace([...faults, toFault(method, name, detail, times)]);
      }}
    >
      <label>
        Method
        <input
          className="text-input"
          list="fault-methods"
          required
          value={method}
          onChange={(event) => setMethod(event.target.value)}
        />
        <datalist id="fault-methods">
          {KNOWN_METHODS.map((known) => (
            <option key={known} value={known} />
          ))}
        </datalist>
      </label>
      <label>
        What happens
        <select
          className="text-input"
          value={name}
          onChange={(event) => {
            const next = FAULT_KINDS.find((entry) => entry.name === event.target.value);
            if (!next) return;
            setName(next.name);
            setDetail(next.initial);
          }}
        >
          {FAULT_KINDS.map((entry) => (
            <option key={entry.name} value={entry.name}>
              {entry.label}
            </option>
          ))}
        </select>
      </label>
      {kind?.detail && (
        <label>
          {kind.detail}
          <input
            className="text-input"
            required
            value={detail}
            onChange={(event) => setDetail(event.target.value)}
          />
        </label>
      )}
      <label>
        How often
        <input
          className="text-input is-short"
          inputMode="numeric"
          placeholder="always"
          value={times}
          onChange={(event) => setTimes(event.target.value)}
        />
      </label>
      <button type="submit" className="button is-small is-primary">
        Add
      </button>
      <label className="choice">
        <input type="checkbox" checked={isOld} onChange={(event) => void setOld(event.target.checked)} />
        <span>Old workspace</span>
      </label>
      {faults.length > 0 && (
        <ul className="fault-list">
          {faults.map((fault, index) => (
            <li key={JSON.stringify([fault, index])}>
              {describeFault(fault)}
              <button
                type="button"
                className="link-button"
                aria-label={`Remove: ${describeFault(fault)}`}
                onClick={() => void replace(faults.toSpliced(index, 1))}
              >
                Remove
              </button>
            </li>
          ))}
          <li>
            <button type="button" className="link-button" onClick={() => void replace([])}>
              Remove all
            </button>
          </li>
        </ul>
      )}
    </form>
  );
}
