import { Button, Segmented, Tooltip } from 'antd';
import { useState } from 'react';
import type { TaskDetail } from '../../api/types';
import { DataTable } from '../../components/DataTable';
import { useTexts } from '../../i18n';
import { absoluteTime } from '../../i18n/format';
import { operationMessages } from '../operation/messages';
import { Changes } from './Changes';
import { tabMessages } from './messages';
import { fieldsOf, valueText } from './paramFields';
import { RetryDialog } from './RetryDialog';
import styles from './tabs.module.css';

/** The parameters of the task, masked by the daemon, and how they have changed. */
export function ParamsTab({ task }: { task: TaskDetail }) {
  const t = useTexts(tabMessages);
  const names = useTexts(operationMessages);
  const [view, setView] = useState<'table' | 'json'>('table');
  const [retrying, setRetrying] = useState(false);
  const retry = task.operations.find(({ op }) => op === 'retry');
  const reason = retry?.allowed ? '' : (retry?.reason ?? names.notAllowed);
  const rows = fieldsOf(task.params, null).map(({ path, present }) => ({ name: path.join('.'), value: valueText(present) }));
  return (
    <>
      <div className={styles.bar}>
        <Segmented value={view} onChange={setView} options={[{ value: 'table', label: t.asTable }, { value: 'json', label: t.asJson }]} />
        <span className={styles.secondary}>{t.masked}</span>
        <Tooltip title={reason}>
          <span className={styles.barEnd} tabIndex={reason ? 0 : undefined} aria-label={reason ? `${t.correct}: ${reason}` : undefined}>
            <Button disabled={!retry?.allowed} onClick={() => setRetrying(true)}>{t.correct}</Button>
          </span>
        </Tooltip>
      </div>
      {view === 'table' ? (
        <DataTable
          label={t.params} rows={rows} rowKey={({ name }) => name} empty={t.noParams}
          columns={[
            { key: 'name', title: t.name, width: '30%', render: ({ name }) => <code>{name}</code> },
            { key: 'value', title: t.value, render: ({ value }) => <span className={styles.value}>{value}</span> },
          ]}
        />
      ) : <pre className={styles.json} tabIndex={0} aria-label={t.params}>{JSON.stringify(task.params, null, 2)}</pre>}
      {task.paramChanges.length > 0 && (
        <section aria-label={t.history}>
          <h3 className={styles.heading}>{t.history}</h3>
          {[...task.paramChanges].reverse().map(({ revision, at, by, reason: why, changes }) => (
            <div key={revision} className={styles.revision}>
              <div><strong>{t.revision(revision)}</strong> <span className={styles.secondary}>{absoluteTime(at)} · {t.by(by)}{why && ` · ${why}`}</span></div>
              <Changes task={task} changes={changes} />
            </div>
          ))}
        </section>
      )}
      {retrying && <RetryDialog task={task} onClose={() => setRetrying(false)} />}
    </>
  );
}
