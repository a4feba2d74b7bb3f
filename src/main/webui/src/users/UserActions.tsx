import { Button } from 'antd';
import type { User } from '../api/types';
import { useTexts } from '../i18n';
import styles from './users.module.css';
import { userMessages } from './messages';
import type { UserAction } from './UserDialogs';

/** What an administrator can do with a user. The daemon refuses what would leave no administrator. */
export function UserActions({ user, onAction }: { user: User; onAction: (action: UserAction) => void }) {
  const t = useTexts(userMessages);
  const button = (kind: Exclude<UserAction['kind'], 'create'>, text: string, danger = false) => (
    <Button type="link" size="small" danger={danger} aria-label={t.titled(text, user.name)} onClick={() => onAction({ kind, user })}>{text}</Button>
  );
  return (
    <span className={styles.actions}>
      {button('role', t.changeRole)}
      {button('password', t.setPassword)}
      {user.disabled ? button('enable', t.enable) : button('disable', t.disable)}
      {button('remove', t.remove, true)}
    </span>
  );
}
