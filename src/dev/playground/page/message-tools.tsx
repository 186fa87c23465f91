import { useRef, useState } from 'react';
import type { WorldMessage } from '../../slack/control.ts';
import { EmojiButton } from './emoji-button.tsx';
import { useActions, useMe, useWorld } from './page-context.tsx';
import { isReply } from './page-state.ts';
import { formatRoute } from './route.ts';
import { Dialog } from './ui/dialog.tsx';
import { Icon } from './ui/icon.tsx';
import { MenuButton, type MenuItem, moveFocus } from './ui/menu.tsx';

/** The buttons that come up over a message. One stop for the Tab key; arrows walk through them. */
export function MessageTools(props: { message: WorldMessage; isThread: boolean; onEdit: () => void }) {
  const { message, isThread } = props;
  const me = useMe();
  const world = useWorld();
  const actions = useActions();
  const [isOpen, setOpen] = useState(false);
  const [isDeleting, setDeleting] = useState(false);
  const bar = useRef<HTMLDivElement>(null);
  const isEphemeral = message.ephemeralFor !== undefined;
  const root = isReply(message) ? (message.thread_ts ?? message.ts) : message.ts;

  const items: MenuItem[] = [];
  if (!isEphemeral) {
    for (const shortcut of world?.shortcuts ?? []) {
      items.push({
        key: shortcut.callback_id,
        label: shortcut.name,
        detail: world?.app.name ?? '',
        run: () => void actions.shortcut(message, shortcut.callback_id),
      });
    }
    items.push({ key: 'link', label: 'Copy link', run: () => void copyLink(message, root, actions.toast) });
  }
  if (message.user === me && !isEphemeral) {
    items.push({ key: 'edit', label: 'Edit message', run: props.onEdit });
    items.push({ key: 'delete', label: 'Delete message …', isDanger: true, run: () => setDeleting(true) });
  }
  if (items.length === 0) return null;
  return (
    <>
      <div
        ref={bar}
        role="toolbar"
        aria-label="Message"
        className={isOpen ? 'message-tools is-open' : 'message-tools'}
        tabIndex={-1}
        onKeyDown={(event) => {
          if (!isOpen) moveFocus(event, bar.current);
        }}
      >
        <EmojiButton onToggle={setOpen} onPick={(name) => void actions.react(message, name)} />
        {!isThread && (
          <button
            type="button"
            className="icon-button"
            aria-label="Reply in thread"
            title="Reply in thread"
            tabIndex={-1}
            onClick={() => actions.openChannel(message.channel, root)}
          >
            <Icon name="reply" />
          </button>
        )}
        <MenuButton
          label="More actions"
          className="icon-button"
          align="end"
          tabIndex={-1}
          onToggle={setOpen}
          items={items}
        >
          <Icon name="more" />
        </MenuButton>
      </div>
      {isDeleting && (
        <Dialog
          size="small"
          title="Delete this message?"
          onClose={() => setDeleting(false)}
          onSubmit={() => void actions.remove(message).then(() => setDeleting(false))}
          footer={
            <button type="submit" className="button is-danger">
              Delete
            </button>
          }
        >
          <p>It can't be brought back.</p>
        </Dialog>
      )}
    </>
  );
}

async function copyLink(message: WorldMessage, root: string, toast: (text: string) => void): Promise<void> {
  const place = { kind: 'channel', id: message.channel } as const;
  const thread = isReply(message) ? { thread: root } : {};
  const link = `${location.origin}/${formatRoute({ place, ...thread, focus: message.ts })}`;
  try {
    await navigator.clipboard.writeText(link);
    toast('Link copied.');
  } catch {
    toast(link);
  }
}
