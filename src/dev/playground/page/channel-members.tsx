import type { WorldChannel } from '../../slack/control.ts';
import { Picker } from './elements/picker.tsx';
import { useActions, useUsers } from './page-context.tsx';
import { Avatar, UserBadges } from './ui/avatar.tsx';
import { Dialog } from './ui/dialog.tsx';

/** Who is in a channel, with the bot among them: inviting, removing, archiving. */
export function ChannelMembers({ channel, onClose }: { channel: WorldChannel; onClose: () => void }) {
  const users = useUsers();
  const { invite, kick, archive } = useActions();
  const outside = users.filter((user) => !channel.members.includes(user.id));
  return (
    <Dialog
      size="small"
      title={`Members of #${channel.name}`}
      onClose={onClose}
      footer={
        <button
          type="button"
          className="button is-danger"
          disabled={channel.isArchived}
          onClick={() => void archive(channel.id).then(onClose)}
        >
          Archive the channel
        </button>
      }
    >
      {outside.length > 0 && (
        <Picker
          actionId="invite"
          label="Add somebody"
          placeholder="Add a person or the app"
          groups={[{ label: '', options: outside.map((user) => ({ value: user.id, label: user.realName })) }]}
          chosen={[]}
          isMany={false}
          most={1}
          emptyText="Everybody is here"
          describedBy={undefined}
          isInvalid={false}
          onChoose={([id]) => {
            if (id) void invite(channel.id, id);
          }}
        />
      )}
      <ul className="members">
        {users
          .filter((user) => channel.members.includes(user.id))
          .map((user) => (
            <li key={user.id}>
              <Avatar user={user} size={24} />
              <span>{user.realName}</span>
              <UserBadges user={user} />
              <button
                type="button"
                className="link-button"
                aria-label={`Remove ${user.realName}`}
                onClick={() => void kick(channel.id, user.id)}
              >
                Remove
              </button>
            </li>
          ))}
      </ul>
    </Dialog>
  );
}
