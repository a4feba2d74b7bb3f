import { AuditOutlined, InfoCircleOutlined, KeyOutlined, LockOutlined, MenuOutlined, SearchOutlined, TeamOutlined, ToolOutlined, UnorderedListOutlined } from '@ant-design/icons';
import { Button, Drawer, Layout, Menu, type MenuProps } from 'antd';
import { lazy, Suspense, useState, type ReactNode } from 'react';
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
import { usePalette } from './usePalette';
import { UserMenu } from './UserMenu';

const CommandPalette = lazy(() => import('./CommandPalette').then((m) => ({ default: m.CommandPalette })));

/** The frame of every page after log-in: header, navigation, content. */
export function Shell() {
  const t = useTexts(shellMessages);
  const [open, setOpen] = useState(false);
  const [palette, setPalette] = usePalette();
  const pages = [...useEntries(), { path: '/tasks/new', text: t.start }].map(({ path, text }) => ({ kind: 'page' as const, title: text, detail: path === '/tasks' ? '' : t.system, path }));
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
          <Button type="text" className={styles.paletteButton} icon={<SearchOutlined />} aria-label={t.palette} title="Ctrl+K" onClick={() => setPalette(true)} />
          <TaskBadge />
          <AppearanceControls />
          <UserMenu />
        </div>
      </Layout.Header>
      {palette && <Suspense fallback={null}><CommandPalette pages={pages} onClose={() => setPalette(false)} /></Suspense>}
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

/** The entries of the navigation that the user may see. */
function useEntries(): { path: string; text: string; icon: ReactNode }[] {
  const t = useTexts(shellMessages);
  const c = useTexts(common);
  const isAdmin = usePermission('user.manage');
  return [
    { path: '/tasks', text: c.taskCenter, icon: <UnorderedListOutlined /> },
    { path: '/operations', text: t.operations, icon: <ToolOutlined /> },
    { path: '/locks', text: t.locks, icon: <LockOutlined /> },
    { path: '/audit', text: t.audit, icon: <AuditOutlined /> },
    ...(isAdmin ? [{ path: '/users', text: t.users, icon: <TeamOutlined /> }] : []),
    { path: '/tokens', text: t.tokens, icon: <KeyOutlined /> },
    { path: '/about', text: t.about, icon: <InfoCircleOutlined /> },
  ];
}

function Navigation({ onSelect }: { onSelect?: () => void }) {
  const t = useTexts(shellMessages);
  const entries = useEntries();
  const { pathname } = useLocation();
  const items: MenuProps['items'] = [
    { key: 'system', type: 'group', label: t.system, children: entries.map(({ path, text, icon: entryIcon }) => ({ key: path, icon: entryIcon, label: <Link to={path}>{text}</Link> })) },
  ];
  return (
    <nav aria-label={t.system}>
      <Menu mode="inline" items={items} selectedKeys={[`/${pathname.split('/')[1]}`]} onClick={onSelect} className={styles.menu} />
    </nav>
  );
}
