import { Button, Tag, Tooltip } from 'antd';
import { Link } from 'react-router-dom';
import type { Lock, TaskState } from '../api/types';
import { DataTable, type DataColumn } from '../components/DataTable';
import { TaskStateTag } from '../components/states';
import { RelativeTime } from '../components/time';
import { useLocalized, useTexts } from '../i18n';
import { common } from '../i18n/messages';
import { lockMessages } from './messages';
import styles from './locks.module.css';

/** The claims that are held, with their tasks and what frees them. */
export function Holders({ locks, loading, onRelease }: { locks: readonly Lock[]; loading: boolean; onRelease: (lock: Lock) => void }) {
  const t = useTexts(lockMessages);
  const c = useTexts(common);
  const columns: DataColumn<Lock>[] = [
    { key: 'what', title: t.type, render: (lock) => <What lock={lock} /> },
    { key: 'agent', title: t.agent, nowrap: true, render: (lock) => lock.agent ?? '–' },
    { key: 'task', title: t.task, render: (lock) => <Owner lock={lock} /> },
    { key: 'state', title: c.state, nowrap: true, render: (lock) => (lock.task ? <TaskStateTag state={lock.task.state as TaskState} /> : '–') },
    { key: 'initiator', title: t.initiator, render: (lock) => lock.task?.initiator.user ?? '–' },
    { key: 'since', title: t.since, nowrap: true, render: (lock) => <RelativeTime at={lock.since} /> },
    { key: 'freedBy', title: t.freedBy, width: '28%', render: (lock) => lock.freedBy },
    { key: 'actions', title: c.actions, render: (lock) => <ReleaseButton lock={lock} onRelease={onRelease} /> },
  ];
  return <DataTable label={t.holders} columns={columns} rows={locks} rowKey={(lock) => lock.id} loading={loading} empty={t.none} />;
}

function What({ lock }: { lock: Lock }) {
  const t = useTexts(lockMessages);
  const c = useTexts(common);
  const type = { NONE: c.NONE, GLOBAL: c.GLOBAL, OBPROXY: c.OBPROXY, TENANT: c.TENANT }[lock.type] ?? lock.type;
  const scope = lock.scope === 'CLUSTER' ? t.CLUSTER : t.LOCAL;
  return (
    <span>
      {scope} · <strong>{type}</strong>{lock.key && <> · {t.key} <code>{lock.key}</code></>}
      {lock.kind === 'VISITOR' && <> <Tooltip title={t.visitorHint}><span tabIndex={0}><Tag>{t.visitor}</Tag></span></Tooltip></>}
    </span>
  );
}

function Owner({ lock }: { lock: Lock }) {
  const t = useTexts(lockMessages);
  const localized = useLocalized();
  if (!lock.task) return <span>{t.gone} <code>{lock.id}</code></span>;
  return <span><Link to={`/tasks/${lock.task.id}`}>{localized(lock.task.name)}</Link> <span className={styles.id}>#{lock.task.id}</span></span>;
}

/** Disabled with the daemon's reason while the user must not release the claim. */
function ReleaseButton({ lock, onRelease }: { lock: Lock; onRelease: (lock: Lock) => void }) {
  const t = useTexts(lockMessages);
  const { allowed, reason } = lock.release;
  return (
    <Tooltip title={allowed ? '' : reason}>
      <span tabIndex={allowed ? undefined : 0} role={allowed ? undefined : 'note'} aria-label={allowed ? undefined : `${t.release}: ${reason}`}>
        <Button danger size="small" disabled={!allowed} onClick={() => onRelease(lock)}>{t.release}</Button>
      </span>
    </Tooltip>
  );
}
