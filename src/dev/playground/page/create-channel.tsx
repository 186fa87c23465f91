import { useState } from 'react';
import { useActions } from './page-context.tsx';
import { Dialog } from './ui/dialog.tsx';

export function CreateChannel({ onClose }: { onClose: () => void }) {
  const { createChannel } = useActions();
  const [name, setName] = useState('');
  const [isPrivate, setPrivate] = useState(false);
  const clean = name
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}_-]+/gu, '-');
  return (
    <Dialog
      size="small"
      title="Create a channel"
      onClose={onClose}
      onSubmit={() => {
        if (clean) void createChannel(clean, isPrivate).then((isMade) => isMade && onClose());
      }}
      footer={
        <button type="submit" className="button is-primary" disabled={!clean}>
          Create
        </button>
      }
    >
      <label className="field">
        <span>Name</span>
        <input
          className="text-input"
          value={name}
          maxLength={80}
          placeholder="platform-team"
          onChange={(event) => setName(event.target.value)}
        />
      </label>
      <label className="choice">
        <input type="checkbox" checked={isPrivate} onChange={(event) => setPrivate(event.target.checked)} />
        <span>Private: only for people who are invited</span>
      </label>
    </Dialog>
  );
}
