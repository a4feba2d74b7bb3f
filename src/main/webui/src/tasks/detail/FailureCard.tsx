import { AimOutlined, CloseCircleFilled } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { get } from '../../api/client';
import type { LogPage, SubTask, TaskDetail } from '../../api/types';
import { useLocalized, useTexts } from '../../i18n';
import { common } from '../../i18n/messages';
import { plainText } from '../../log/ansi';
import { repeatsExitCode } from '../../log/exitCode';
import { causes, logMessages } from '../../log/messages';
import { OperationButton } from '../operation/OperationButton';
import styles from './detail.module.css';
import { currentSubTasks } from './locate';
import { detailMessages } from './messages';
import { hasFailed } from './tree';

/** Lines at the end of a log in which the last line of standard error is searched. */
const TAIL = 200;

/** Why a task failed and what is possible now. */
export function FailureCard({ task, onLocate }: { task: TaskDetail; onLocate: () => void }) {
  const t = useTexts(detailMessages);
  const l = useTexts(logMessages);
  const c = useTexts(common);
  const causeTexts = useTexts(causes);
  const localized = useLocalized();
  const failed = currentSubTasks(task).filter(hasFailed);
  const subTask = failed[0] ?? null;
  const stderr = useLastStderr(subTask);
  if (!subTask) return null;
  const step = task.steps.find(({ id }) => id === subTask.stepId);
  const attempt = subTask.attempts.find(({ no }) => no === subTask.attempt);
  const focus = task.focus?.subTaskId === subTask.id ? task.focus : null;
  const allowed = task.operations.filter((operation) => operation.allowed);
  return (
    <section className={styles.failure} aria-label={t.failedAt(localized(step?.title))}>
      <CloseCircleFilled className={styles.failureIcon} />
      <div className={styles.failureText}>
        <strong>{t.failedAt(localized(step?.title) || subTask.stepId)}{failed.length > 1 && ` (${t.moreFailed(failed.length - 1)})`}</strong>
        <dl className={styles.facts}>
          <div className={styles.fact}><dt>{c.host}</dt><dd>{subTask.host}</dd></div>
          {subTask.cause && <div className={styles.fact}><dt>{l.cause}</dt><dd>{causeTexts[subTask.cause]}</dd></div>}
          {attempt?.signal
            ? <div className={styles.fact}><dt>{l.signal}</dt><dd>{attempt.signal}</dd></div>
            : attempt && attempt.exitCode !== null && <div className={styles.fact}><dt>{l.exitCode}</dt><dd>{attempt.exitCode}</dd></div>}
          {subTask.message && !repeatsExitCode(subTask.message, attempt?.exitCode) && <div className={styles.fact}><dt>{l.message}</dt><dd>{subTask.message}</dd></div>}
        </dl>
        {focus?.text && <LogText name={t.firstError} text={focus.text} />}
        {stderr && stderr !== focus?.text && <LogText name={t.lastStderr} text={stderr} />}
      </div>
      <div className={styles.failureActions}>
        <Button size="small" icon={<AimOutlined />} onClick={onLocate}>{t.locate}</Button>
        {allowed.map(({ op }) => <OperationButton key={op} op={op} task={task} size="small" />)}
      </div>
    </section>
  );
}

function LogText({ name, text }: { name: string; text: string }) {
  return <div className={styles.logText}><span className={styles.secondary}>{name}</span><code>{plainText(text)}</code></div>;
}

function useLastStderr(subTask: SubTask | null): string | null {
  const attempt = subTask?.attempt ?? 0;
  const { data } = useQuery({
    queryKey: ['last-stderr', subTask?.id, attempt],
    queryFn: ({ signal }) => get<LogPage>(`/subtasks/${encodeURIComponent(subTask?.id ?? '')}/log`, { attempt, tail: TAIL }, signal),
    enabled: attempt > 0,
    staleTime: Infinity,
    retry: false,
  });
  return data?.lines.findLast((line) => line.stream === 'STDERR')?.text ?? null;
}
