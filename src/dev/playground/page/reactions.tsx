import type { WorldMessage } from '../../slack/control.ts';
import { toGlyph } from './emoji.ts';
import { useActions, useMe, useUsers } from './page-context.tsx';

export function Reactions({ message }: { message: WorldMessage }) {
  const me = useMe();
  const users = useUsers();
  const { react } = useActions();
  if (!message.reactions || message.reactions.length === 0) return null;
  return (
    <div className="reactions">
      {message.reactions.map((reaction) => {
        const names = reaction.users.map((id) => users.find((user) => user.id === id)?.realName ?? id);
        return (
          <button
            key={reaction.name}
            type="button"
            className="reaction"
            aria-pressed={reaction.users.includes(me)}
            title={`${names.join(', ')}: ${reaction.name.replaceAll('_', ' ')}`}
            aria-label={`${reaction.name.replaceAll('_', ' ')}, ${names.join(', ')}`}
            onClick={() => void react(message, reaction.name)}
          >
            <span aria-hidden="true">{toGlyph(reaction.name) ?? `:${reaction.name}:`}</span>
            {reaction.users.length}
          </button>
        );
      })}
    </div>
  );
}
