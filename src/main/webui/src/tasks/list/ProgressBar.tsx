import type { Task, TaskState } from '../../api/types';
import { toneOf } from '../../components/states';
import styles from './list.module.css';

/** Sub tasks that are done, as a number and as a bar. A plain element: a page has up to 200 of them. */
export function ProgressBar({ progress: { done, total }, state }: { progress: Task['progress']; state: TaskState }) {
  const percent = total ? Math.round((done / total) * 100) : 0;
  return (
    <div className={styles.progressBox}>
      <span>{done}/{total}</span>
      <span className={styles.track} role="progressbar" aria-valuemin={0} aria-valuemax={total} aria-valuenow={done} aria-label={`${done}/${total}`}>
        <span className={styles.fill} data-tone={toneOf(state)} style={{ width: `${percent}%` }} />
      </span>
    </div>
  );
}
