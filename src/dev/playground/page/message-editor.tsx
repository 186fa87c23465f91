import { useEffect, useRef, useState } from 'react';
import type { WorldMessage } from '../../slack/control.ts';
import { useActions, useChannels, useUsers } from './page-context.tsx';
import { toEditable } from './text.ts';

export function MessageEditor({ message, onClose }: { message: WorldMessage; onClose: () => void }) {
  const users = useUsers();
  const channels = useChannels();
  const { edit } = useActions();
  const [text, setText] = useState(() => toEditable(message.text, users, channels));
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    const end = field.current?.value.length ?? 0;
    field.current?.focus();
    field.current?.setSelectionRange(end, end);
  }, []);
  const save = () => void edit(message, text.trim()).then((answer) => answer.ok && onClose());
  return (
    <form
      className="editor"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim()) save();
      }}
    >
      <textarea
        ref={field}
        className="text-input"
        aria-label="Edit the message"
        rows={Math.min(8, text.split('\n').length + 1)}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            event.preventDefault();
            onClose();
          }
          if (event.key === 'Enter' && !event.shiftKey && text.trim()) {
            event.preventDefault();
            save();
          }
        }}
      />
      <div className="editor-buttons">
        <button type="button" className="button is-small" onClick={onClose}>
          Cancel
        </button>
        <button type="submit" className="button is-primary is-small">
          Save
        </button>
      </div>
    </form>
  );
}
