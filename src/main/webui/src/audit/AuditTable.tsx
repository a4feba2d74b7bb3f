import { Tooltip } from 'antd';
import { Link } from 'react-router-dom';
import type { AuditEntry } from '../api/types';
import { DataTable, type DataColumn } from '../components/DataTable';
import { useTexts } from '../i18n';
import { absoluteTime } from '../i18n/format';
import { common, subTaskStates, taskStates } from '../i18n/messages';
import { useRoleName } from '../session/roles';
import { shellMessages } from '../shell/messages';
import styles from './audit.module.css';
import { auditActions, auditMessages, objectTypes, sessionStates } from './messages';
import { RESULT_ICONS } from './resultIcons';

/** The entries, newest first. */
export function AuditTable({ rows, loading }: { rows: readonly AuditEntry[]; loading: boolean }) {
  const t = useTexts(auditMessages);
  const c = useTexts(common);
  const shell = useTexts(shellMessages);
  const columns: DataColumn<AuditEntry>[] = [
    { key: 'at', title: t.at, nowrap: true, render: (entry) => <time dateTime={entry.at}>{absoluteTime(entry.at)}</time> },
    { key: 'actor', title: t.actor, render: (entry) => <Actor entry={entry} /> },
    { key: 'source', title: t.source, render: (entry) => <span>{t[entry.source]}<small className={styles.second}>{entry.address}</small></span> },
    { key: 'action', title: t.action, render: (entry) => <Action action={entry.action} /> },
    { key: 'object', title: t.object, render: (entry) => <AuditObject entry={entry} /> },
    { key: 'result', title: t.result, nowrap: true, render: (entry) => <Outcome entry={entry} /> },
    { key: 'change', title: t.change, render: (entry) => <Change entry={entry} /> },
    { key: 'reason', title: c.reason, render: (entry) => entry.reason ?? '–' },
  ];
  return (
    <DataTable
      label={shell.audit} columns={columns} rows={rows} rowKey={(entry) => entry.id} loading={loading} empty={t.empty}
      rowClassName={(entry) => (entry.result === 'ACCEPTED' ? '' : (styles.refusedRow ?? ''))}
    />
  );
}

function Actor({ entry }: { entry: AuditEntry }) {
  const roleName = useRoleName();
  return <span>{entry.actor}{entry.role && <small className={styles.second}>{roleName(entry.role)}</small>}</span>;
}

/** `submit host.inspect` consists of the action and the name of the operation. */
function Action({ action }: { action: string }) {
  const names = useTexts(auditActions);
  const [verb = '', ...rest] = action.split(' ');
  const name = names[verb];
  return <span>{name ?? verb}{(rest.length > 0 || name) && <code className={styles.second}>{rest.length ? rest.join(' ') : verb}</code>}</span>;
}

function AuditObject({ entry }: { entry: AuditEntry }) {
  const t = useTexts(auditMessages);
  const types = useTexts(objectTypes);
  const { taskId, subTaskId, objectType, objectId } = entry;
  const type = objectType ? types[objectType] : '';
  if (!taskId) return <span>{type} {objectId && <code>{objectId}</code>}</span>;
  const path = `/tasks/${taskId}${subTaskId ? `?sub=${subTaskId}` : ''}`;
  return (
    <span>
      {type || t.task} <Link to={path}>{subTaskId ?? taskId}</Link>
      {subTaskId && <small className={styles.second}>{t.task} <Link to={`/tasks/${taskId}`}>{taskId}</Link></small>}
    </span>
  );
}

/** A refusal has its code and, if a task caused it, that task. */
function Outcome({ entry }: { entry: AuditEntry }) {
  const t = useTexts(auditMessages);
  return (
    <span className={entry.result === 'ACCEPTED' ? styles.accepted : styles.refused} data-result={entry.result}>
      {RESULT_ICONS[entry.result]} {t[entry.result]}
      {entry.code && <code className={styles.second}>{entry.code}</code>}
      {entry.holderId && <small className={styles.second}>{t.holder} <Link to={`/tasks/${entry.holderId}`}>{entry.holderId}</Link></small>}
    </span>
  );
}

const LONG = 80;

/** Names of the states of an object. Other changes are shown as they are. */
function useStateNames(objectType: string | null): Record<string, string> {
  const tasks = useTexts(taskStates);
  const subTasks = useTexts(subTaskStates);
  const sessions = useTexts(sessionStates);
  return { TASK: tasks, SUBTASK: subTasks, SESSION: sessions }[objectType ?? ''] ?? {};
}

function Change({ entry: { before, after, objectType } }: { entry: AuditEntry }) {
  const states = useStateNames(objectType);
  if (before === null && after === null) return <>–</>;
  const name = (part: string | null) => (part === null ? '–' : states[part] ?? part);
  const text = before === null ? name(after) : `${name(before)} → ${name(after)}`;
  if (text.length <= LONG) return <span>{text}</span>;
  return <Tooltip title={text}><span tabIndex={0}>{text.slice(0, LONG)}…</span></Tooltip>;
}
