import { useActions, useMe, useUsers } from './page-context.tsx';
import { type ThemeChoice, useTheme } from './theme.tsx';
import { Avatar, UserBadges } from './ui/avatar.tsx';
import { Icon, type IconName } from './ui/icon.tsx';
import { MenuButton } from './ui/menu.tsx';

const THEMES: { choice: ThemeChoice; label: string; icon: IconName }[] = [
  { choice: 'auto', label: 'As the system', icon: 'auto' },
  { choice: 'light', label: 'Light', icon: 'sun' },
  { choice: 'dark', label: 'Dark', icon: 'moon' },
];

/** Who acts, and the colours of the page. */
export function WhoAmI() {
  const me = useMe();
  const users = useUsers();
  const { switchUser } = useActions();
  const { choice, choose } = useTheme();
  const self = users.find((user) => user.id === me);
  return (
    <footer className="who">
      <MenuButton
        label={`Acting as ${self?.realName ?? ''}, switch`}
        className="who-button"
        items={users
          .filter((user) => !user.isBot)
          .map((user) => ({
            key: user.id,
            isChecked: user.id === me,
            label: (
              <span className="who-item">
                <Avatar user={user} size={24} />
                {user.realName}
                <UserBadges user={user} />
              </span>
            ),
            detail: user.tz,
            run: () => void switchUser(user.id),
          }))}
      >
        <Avatar user={self} size={24} />
        <span className="who-names">
          <small>Acting as</small>
          <span>{self?.realName}</span>
        </span>
        <UserBadges user={self} />
        <Icon name="chevron" />
      </MenuButton>
      <MenuButton
        label="Colours"
        className="icon-button"
        align="end"
        items={THEMES.map((theme) => ({
          key: theme.choice,
          isChecked: theme.choice === choice,
          label: (
            <span className="who-item">
              <Icon name={theme.icon} />
              {theme.label}
            </span>
          ),
          run: () => choose(theme.choice),
        }))}
      >
        <Icon name={THEMES.find((theme) => theme.choice === choice)?.icon ?? 'auto'} />
      </MenuButton>
    </footer>
  );
}
