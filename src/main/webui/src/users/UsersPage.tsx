import { CheckCircleFilled, PlusOutlined, StopFilled } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import type { User } from '../api/types';
import { DataTable, type DataColumn } from '../components/DataTable';
import { PageTitle } from '../components/PageTitle';
import { ProblemAlert } from '../components/ProblemAlert';
import { RelativeTime } from '../components/time';
import { useTexts } from '../i18n';
import { common } from '../i18n/messages';
import { sessionMessages } from '../session/messages';
import { RoleRequired } from '../session/RoleRequired';
import { useRoleName } from '../session/roles';
import { usePermission, useSession } from '../session/Session';
import { shellMessages } from '../shell/messages';
import { userMessages } from './messages';
import { UserDialogs, type UserAction } from './UserDialogs';
import { UserActions } from './UserActions';
import { useUsers } from './users';
import styles from './users.module.css';

/** The users of the daemon, for administrators. */
export function UsersPage() {
  const t = useTexts(userMessages);
  const shell = useTexts(shellMessages);
  const isAdmin = usePermission('user.manage');
  const users = useUsers(isAdmin);
  const [action, setAction] = useState<UserAction | null>(null);
  const columns = useColumns(setAction);
  if (!isAdmin) return <><PageTitle title={shell.users} /><RoleRequired role="ADMIN" /></>;
  return (
    <>
      <PageTitle title={shell.users} extra={
        <Button type="primary" icon={<PlusOutlined />} onClick={() => setAction({ kind: 'create' })}>{t.create}</Button>
      } />
      <ProblemAlert error={users.error} onRetry={() => void users.refetch()} />
      <DataTable label={shell.users} columns={columns} rows={users.data?.items ?? []} rowKey={(user) => user.name} loading={users.isPending} empty={t.empty} />
      {action && <UserDialogs action={action} onClose={() => setAction(null)} />}
    </>
  );
}

function useColumns(onAction: (action: UserAction) => void): DataColumn<User>[] {
  const t = useTexts(userMessages);
  const c = useTexts(common);
  const session = useTexts(sessionMessages);
  const roleName = useRoleName();
  const { me } = useSession();
  return [
    { key: 'name', title: session.user, render: (user) => <span><strong>{user.name}</strong>{user.name === me.name && <> ({t.you})</>}</span> },
    { key: 'role', title: session.role, render: (user) => roleName(user.role) },
    { key: 'state', title: c.state, nowrap: true, render: (user) => <UserState disabled={user.disabled} /> },
    { key: 'created', title: t.created, nowrap: true, render: (user) => <RelativeTime at={user.createdAt} /> },
    { key: 'login', title: t.lastLogin, nowrap: true, render: (user) => (user.lastLoginAt ? <RelativeTime at={user.lastLoginAt} /> : t.never) },
    { key: 'sessions', title: t.sessions, render: (user) => user.sessions },
    { key: 'tokens', title: t.tokens, render: (user) => user.tokens },
    { key: 'actions', title: c.actions, render: (user) => <UserActions user={user} onAction={onAction} /> },
  ];
}

function UserState({ disabled }: { disabled: boolean }) {
  const t = useTexts(userMessages);
  return disabled
    ? <span className={styles.disabled}><StopFilled aria-hidden="true" /> {t.disabled}</span>
    : <span className={styles.enabled}><CheckCircleFilled aria-hidden="true" /> {t.enabled}</span>;
}
