import type { SubTask } from '../api/types';
import { useTexts } from '../i18n';
import styles from './log.module.css';
import { logMessages } from './messages';
import { WaitingText } from './WaitingText';

/** Why there are no lines. */
export function EmptyLog({ subTask, expired, reason }: { subTask: SubTask; expired: boolean; reason: string | null }) {
  const t = useTexts(logMessages);
  return (
    <div className={styles.empty}>
      <strong>{expired ? t.expired : (reason ?? t.empty)}</strong>
      {subTask.waiting && <span><WaitingText waiting={subTask.waiting} /></span>}
    </div>
  );
}
