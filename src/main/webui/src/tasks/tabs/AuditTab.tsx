import { useTaskAudit } from '../../api/queries';
import type { AuditEntry, TaskDetail } from '../../api/types';
import { DataTable, type DataColumn } from '../../components/DataTable';
import { ProblemAlert } from '../../components/ProblemAlert';
import { useTexts } from '../../i18n';
import { RESULT_ICONS } from '../../audit/resultIcons';
import { absoluteTime } from '../../i18n/format';
import { common, subTaskStates, taskStates } from '../../i18n/messages';
import { useRoleName } from '../../session/roles';
import { operationMessages } from '../operation/messages';
import { operationName } from '../operation/names';
import { tabMessages } from './messages';
import { useSubTaskName } from './subTaskName';
import styles from './tabs.module.css';

/** Who did what to the task, when and why; refused requests too. */
export function AuditTab({ task }: { task: TaskDetail }) {
  const t = useTexts(tabMessages);
  const c = useTexts(common);
  const names = useTexts(operationMessages);
  const roleName = useRoleName();
  const states: Record<string, string> = { ...useTexts(subTaskStates), ...useTexts(taskStates) };
  const subTaskName = useSubTaskName(task);
  const audit = useTaskAudit(task.id);
  const state = (name: string | null) => (name ? (states[name] ?? name) : '');
  const action = ({ action: verb, subTaskId }: AuditEntry) => {
    const [op = ''] = verb.split(' ');
    return op === 'submit' ? t.submit : operationName(names, op, task.subTasks.find(({ id }) => id === subTaskId) ?? null);
  };
  const change = ({ before, after }: AuditEntry) => (before && after ? (before === after ? state(after) : `${state(before)} → ${state(after)}`) : state(after ?? before) || '–');
  const columns: DataColumn<AuditEntry>[] = [
    { key: 'at', title: t.at, nowrap: true, render: ({ at }) => <time dateTime={at}>{absoluteTime(at)}</time> },
    { key: 'actor', title: t.actor, render: ({ actor, role }) => <span>{actor}{role && <small className={styles.second}>{roleName(role)}</small>}</span> },
    { key: 'source', title: t.source, render: ({ source, address }) => <span>{t[source]}{address && <small className={styles.second}>{address}</small>}</span> },
    { key: 'action', title: t.action, render: (entry) => action(entry) },
    { key: 'object', title: t.object, render: ({ subTaskId }) => (subTaskId ? subTaskName(subTaskId) : t.wholeTask) },
    { key: 'reason', title: c.reason, render: ({ reason }) => reason || '–' },
    { key: 'change', title: t.change, render: change },
    { key: 'result', title: t.result, render: ({ result, code }) => <span className={styles[result]}>{RESULT_ICONS[result]} {t[result]}{code && <code className={styles.second}>{code}</code>}</span> },
  ];
  if (audit.error) return <ProblemAlert error={audit.error} onRetry={() => void audit.refetch()} />;
  return <DataTable label={t.audit} columns={columns} rows={audit.data?.items ?? []} rowKey={({ id }) => id} empty={t.noRecords} loading={audit.isPending} />;
}
