import { AuditOutlined, InfoCircleOutlined, KeyOutlined, LockOutlined, MenuOutlined, TeamOutlined, ToolOutlined, UnorderedListOutlined } from '@ant-design/icons';
import { Button, Drawer, Layout, Menu, type MenuProps } from 'antd';
import { Suspense, useState } from 'react';
import { Link, Outlet, useLocation } from 'react-router-dom';
import { Spin } from 'antd';
import { useTopic } from '../api/useLive';
import { setServerTime } from '../components/clock';
import { useTexts } from '../i18n';
import { common } from '../i18n/messages';
import icon from '../icon.svg';
import { InitialPasswordBanner } from '../session/InitialPasswordBanner';
import { usePermission } from '../session/Session';
import { AppearanceControls } from './AppearanceControls';
import { ConnectionIndicator } from './ConnectionIndicator';
import { shellMessages } from './messages';
import styles from './Shell.module.css';
import { TaskBadge } from './TaskBadge';
import { UserMenu } from './UserMenu';

/** The frame of every page after log-in: header, navigation, content. */
export function Shell() {
  const t = useTexts(shellMessages);
  const [open, setOpen] = useState(false);
  useTopic('counts', (frame) => {
    if (frame.event === 'hello') setServerTime((frame.data as { now: string }).now);
  });
  return (
    <Layout className={styles.shell}>
      <a className={styles.skip} href="#content">{t.skip}</a>
      <Layout.Header className={styles.header}>
        <Button type="text" className={styles.menuButton} icon={<MenuOutlined />} aria-label={t.menu} onClick={() => setOpen(true)} />
        <Link to="/tasks" className={styles.brand} aria-label="obtaskd"><img src={icon} alt="" width={24} height={24} /><span className={styles.brandText}>obtaskd</span></Link>
        <div className={styles.headerEnd}>
          <ConnectionIndicator />
          <TaskBadge />
          <AppearanceControls />
          <UserMenu />
        </div>
      </Layout.Header>
      <Layout>
        <Layout.Sider className={styles.sider} width={208} theme="light"><Navigation /></Layout.Sider>
        <Drawer open={open} onClose={() => setOpen(false)} placement="left" size={260} title="obtaskd">
          <Navigation onSelect={() => setOpen(false)} />
        </Drawer>
        <Layout.Content className={styles.content}>
          <InitialPasswordBanner />
          <main id="content" className={styles.main} tabIndex={-1}>
            <Suspense fallback={<div className={styles.loading}><Spin /></div>}><Outlet /></Suspense>
          </main>
        </Layout.Content>
      </Layout>
    </Layout>
  );
}

function Navigation({ onSelect }: { onSelect?: () => void }) {
  const t = useTexts(shellMessages);
  const c = useTexts(common);
  const isAdmin = usePermission('user.manage');
  const { pathname } = useLocation();
  const entry = (path: string, text: string, entryIcon: React.ReactNode) => ({ key: path, icon: entryIcon, label: <Link to={path}>{text}</Link> });
  const items: MenuProps['items'] = [
    {
      key: 'system', type: 'group', label: t.system,
      children: [
        entry('/tasks', c.taskCenter, <UnorderedListOutlined />),
        entry('/operations', t.operations, <ToolOutlined />),
        entry('/locks', t.locks, <LockOutlined />),
        entry('/audit', t.audit, <AuditOutlined />),
        ...(isAdmin ? [entry('/users', t.users, <TeamOutlined />)] : []),
        entry('/tokens', t.tokens, <KeyOutlined />),
        entry('/about', t.about, <InfoCircleOutlined />),
      ],
    },
  ];
  return (
    <nav aria-label={t.system}>
      <Menu mode="inline" items={items} selectedKeys={[`/${pathname.split('/')[1]}`]} onClick={onSelect} className={styles.menu} />
    </nav>
  );
}
