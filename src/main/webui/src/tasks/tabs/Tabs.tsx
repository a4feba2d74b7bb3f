import { Tabs } from 'antd';
import { useAddress } from '../../address';
import type { TaskDetail } from '../../api/types';
import { useTexts } from '../../i18n';
import { AuditTab } from './AuditTab';
import { FilesTab } from './FilesTab';
import { tabMessages } from './messages';
import { ParamsTab } from './ParamsTab';
import { RelatedTab } from './RelatedTab';
import styles from './tabs.module.css';

const TABS = ['audit', 'params', 'related', 'files'] as const;

/** What else belongs to a task: audit, parameters, parents and children, files. */
export default function TabsOfTask({ task }: { task: TaskDetail }) {
  const t = useTexts(tabMessages);
  const { parameters, change } = useAddress();
  const active = TABS.find((tab) => tab === parameters.get('tab')) ?? 'audit';
  const open = (tab: string) => change({ tab: tab === 'audit' ? null : tab });
  return (
    <section className={styles.tabs} aria-label={t.about}>
      <Tabs
        activeKey={active} onChange={open} destroyOnHidden
        items={[
          { key: 'audit', label: t.audit, children: <AuditTab task={task} /> },
          { key: 'params', label: t.params, children: <ParamsTab task={task} /> },
          { key: 'related', label: t.related, children: <RelatedTab task={task} /> },
          { key: 'files', label: t.files, children: <FilesTab task={task} /> },
        ]}
      />
    </section>
  );
}
