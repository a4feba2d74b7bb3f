import type { Effects, TaskDetail } from '../../api/types';
import { useTexts } from '../../i18n';
import { tabMessages } from './messages';
import { valueText } from './paramFields';
import { useSubTaskName } from './subTaskName';
import styles from './tabs.module.css';

type Change = NonNullable<Effects['changes']>[number];

/** Parameters before and after a change, with the sub tasks that have succeeded with the old value. */
export function Changes({ task, changes }: { task: TaskDetail; changes: readonly Change[] }) {
  const t = useTexts(tabMessages);
  const subTaskName = useSubTaskName(task);
  const value = (of: unknown) => (of === undefined || of === null ? <span className={styles.secondary}>{t.absent}</span> : valueText(of));
  return (
    <table className={styles.changes}>
      <thead><tr><th scope="col">{t.field}</th><th scope="col">{t.before}</th><th scope="col">{t.after}</th></tr></thead>
      <tbody>
        {changes.map(({ field, before, after, usedBy }) => (
          <tr key={field}>
            <td><code>{field.slice(1).replaceAll('/', '.')}</code></td>
            <td className={styles.before}>{value(before)}</td>
            <td>
              <span className={styles.after}>{value(after)}</span>
              {!!usedBy?.length && <div className={styles.usedBy}>{t.usedBy(usedBy.map(subTaskName).join(', '))}</div>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
