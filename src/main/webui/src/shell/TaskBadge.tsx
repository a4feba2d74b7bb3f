import { Popover } from 'antd';
import { useRef, useState } from 'react';
import { Link } from 'react-router-dom';
import { useCounts, useTasks } from '../api/queries';
import { ProgressBar } from '../components/ProgressBar';
import { TaskStateTag } from '../components/states';
import { useLocalized, useTexts } from '../i18n';
import { common } from '../i18n/messages';
import { shellMessages } from './messages';
import styles from './Shell.module.css';

/** Filters of the list that the two numbers open: the states that the daemon counts in them. */
export const RUNNING_FILTER = '/tasks?state=PENDING&state=RUNNING&state=TERMINATING&state=ROLLING_BACK';
export const FAILED_FILTER = '/tasks?state=FAILED&state=ROLLBACK_FAILED';

/** Longer than the delay after which the bubble opens. */
const REOPEN_MS = 400;

/** The entry of the task center at the upper right with the numbers of failed and of running tasks. */
export function TaskBadge() {
  const t = useTexts(shellMessages);
  const c = useTexts(common);
  const { data } = useCounts();
  const { failed = 0, running = 0 } = data ?? {};
  const [open, setOpen] = useState(false);
  const closedAt = useRef(-REOPEN_MS);
  const close = () => {
    closedAt.current = performance.now();
    setOpen(false);
  };
  // A click in the bubble can come before the delayed opening of the pointer that has entered it.
  const onOpenChange = (next: boolean) => {
    if (!next || performance.now() - closedAt.current > REOPEN_MS) setOpen(next);
  };
  return (
    <Popover
      content={<div onClick={close}><Bubble failed={failed} running={running} /></div>} placement="bottomRight" mouseEnterDelay={0.2}
      trigger={['hover', 'focus']} open={open} onOpenChange={onOpenChange} destroyOnHidden arrow={false} classNames={{ root: styles.bubblePopup ?? '' }}
      align={{ overflow: { shiftX: true, adjustY: true } }}
    >
      <span className={styles.badge} data-testid="task-badge" onClick={close} onKeyDown={(e) => e.key === 'Escape' && close()}>
        <Link to="/tasks" className={styles.badgeLink}>{c.taskCenter}</Link>
        {failed > 0 && <Link className={`${styles.count} ${styles.failed}`} to={FAILED_FILTER} aria-label={t.failedTasks(failed)}>{failed}</Link>}
        {running > 0 && <Link className={`${styles.count} ${styles.running}`} to={RUNNING_FILTER} aria-label={t.runningTasks(running)}>{running}</Link>}
      </span>
    </Popover>
  );
}

function Bubble({ failed, running }: { failed: number; running: number }) {
  const t = useTexts(shellMessages);
  const localized = useLocalized();
  const { data } = useTasks({ limit: 5 });
  return (
    <div className={styles.bubble} data-testid="task-bubble">
      <div className={styles.bubbleCounts}>
        <Link to={FAILED_FILTER} className={styles.failedText}>{t.failedTasks(failed)}</Link>
        <Link to={RUNNING_FILTER}>{t.runningTasks(running)}</Link>
      </div>
      <div className={styles.bubbleTitle}>{t.lastTasks}</div>
      {data?.items.length === 0 && <div>{t.noTasks}</div>}
      {data?.items.map((task) => (
        <div key={task.id} className={styles.bubbleTask}>
          <Link to={`/tasks/${task.id}`} className={styles.bubbleName}>{localized(task.name)}</Link>
          <TaskStateTag state={task.state} />
          <ProgressBar progress={task.progress} state={task.state} inline />
        </div>
      ))}
      <Link to="/tasks">{t.allTasks}</Link>
    </div>
  );
}
