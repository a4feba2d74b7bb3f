import type { Task, TaskState } from '../api/types';
import styles from './ProgressBar.module.css';
import { toneOf } from './states';

/** Sub tasks that are done, as a number and as a bar in the colour of the state. A plain element: a page has up to 200 of them. */
export function ProgressBar({ progress: { done, total }, state, inline = false }: { progress: Task['progress']; state: TaskState; inline?: boolean }) {
  const percent = total ? Math.round((done / total) * 100) : 0;
  return (
    <div className={styles.box} data-inline={inline || undefined}>
      <span>{done}/{total}</span>
      <span className={styles.track} role="progressbar" aria-valuemin={0} aria-valuemax={total} aria-valuenow={done} aria-label={`${done}/${total}`}>
        <span className={styles.fill} data-tone={toneOf(state)} style={{ width: `${percent}%` }} />
      </span>
    </div>
  );
}
