import { UserOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useState } from 'react';
import { useTexts } from '../i18n';
import { sessionMessages } from '../session/messages';
import { PasswordDialog } from '../session/PasswordDialog';
import { useRoleName } from '../session/roles';
import { useSession } from '../session/Session';
import styles from './Shell.module.css';

export function UserMenu() {
  const t = useTexts(sessionMessages);
  const { me, logOut } = useSession();
  const [changing, setChanging] = useState(false);
  const role = useRoleName()(me.role);
  const items = [
    { key: 'who', label: `${me.name} · ${role}`, disabled: true },
    { type: 'divider' as const },
    { key: 'password', label: t.change, disabled: !me.passwordChangeable, title: me.passwordChangeable ? '' : t.external },
    { key: 'out', label: t.logOut },
  ];
  return (
    <>
      <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => (key === 'out' ? void logOut() : setChanging(true)) }}>
        <Button type="text" icon={<UserOutlined />} aria-label={`${t.account}: ${me.name}`}>
          <span className={styles.userName}>{me.name}</span>
        </Button>
      </Dropdown>
      <PasswordDialog open={changing} onClose={() => setChanging(false)} />
    </>
  );
}
