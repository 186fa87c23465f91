import type { WorldUser } from '../../../slack/control.ts';
import { initials } from '../text.ts';

export function Avatar({ user, size = 36 }: { user: WorldUser | undefined; size?: 20 | 24 | 36 }) {
  if (user?.isBot) {
    return (
      <span className={`avatar is-${size} is-bot`} aria-hidden="true">
        <svg viewBox="0 0 32 32" aria-hidden="true">
          <path d="M7 26V16a9 9 0 0 1 18 0v10h-5V16a4 4 0 0 0-8 0v10z" />
        </svg>
      </span>
    );
  }
  return (
    <span className={`avatar is-${size}`} style={{ backgroundColor: user?.color }} aria-hidden="true">
      {initials(user?.realName ?? '?')}
    </span>
  );
}

export function UserBadges({ user }: { user: WorldUser | undefined }) {
  return (
    <>
      {user?.isBot && <span className="badge">APP</span>}
      {user?.isGuest && <span className="badge is-guest">Guest</span>}
      {user?.isExternal && <span className="badge is-external">External</span>}
      {user?.isAdmin && <span className="badge is-admin">Admin</span>}
    </>
  );
}
