import { useRef, useState } from 'react';
import type { SubTask, TaskDetail } from '../api/types';
import { SubTaskStateTag } from '../components/states';
import { useLocalized, useTexts } from '../i18n';
import { OperationButton } from '../tasks/operation/OperationButton';
import { AttemptSelect } from './AttemptSelect';
import { ExecutionInfo } from './ExecutionInfo';
import styles from './log.module.css';
import { LogDownload } from './LogDownload';
import { LogViewer } from './LogViewer';
import { logMessages } from './messages';
import { useLogAddress } from './useLogAddress';

interface Props {
  task: TaskDetail;
  subTask: SubTask;
}

const OPERATIONS = ['retry', 'skip', 'terminate'];

/** The execution information of a sub task and its whole log, live. The same panel in every view. */
export function LogPanel({ task, subTask }: Props) {
  const t = useTexts(logMessages);
  const localized = useLocalized();
  const [compared, setCompared] = useState(0);
  const address = useLogAddress(subTask.id);
  const known = address.attempt !== null && subTask.attempts.some(({ no }) => no === address.attempt);
  const no = known && address.attempt !== null ? address.attempt : subTask.attempt;
  const attempt = subTask.attempts.find((one) => one.no === no);
  const other = compared !== no && subTask.attempts.some((one) => one.no === compared) ? compared : 0;
  const step = task.steps.find(({ id }) => id === subTask.stepId);
  // The focus of a failed sub task is its first error, that of a running one its last line.
  const focus = attempt?.endedAt && task.focus?.subTaskId === subTask.id && task.focus.attempt === no ? task.focus.line : null;
  return (
    <div className={styles.panel} data-subtask={subTask.id}>
      <div className={styles.head}>
        <h2 className={styles.headTitle}>{localized(step?.title) || subTask.stepId}</h2>
        <SubTaskStateTag state={subTask.state} />
        <div className={styles.headEnd}>
          {subTask.attempts.length > 1 && <AttemptSelect subTask={subTask} value={no} name={t.attempts} onChange={address.setAttempt} />}
          {subTask.attempts.length > 1 && <AttemptSelect subTask={subTask} value={other} name={t.compare} none={t.compareNone} onChange={setCompared} />}
          {OPERATIONS.map((op) => <OperationButton key={op} op={op} task={task} subTask={subTask} size="small" danger={op === 'terminate'} />)}
          <LogDownload subTask={subTask} attempt={attempt} />
        </div>
      </div>
      <ExecutionInfo subTask={subTask} attempt={attempt} />
      <div className={styles.viewers}>
        <LogViewer
          key={`${subTask.id}:${no}`} subTask={subTask} attempt={no} line={address.line} onLine={(line) => address.setLine(line, no)} currentLine={address.currentLine} start={focus} onMove={address.pin} linkTo={(n) => address.linkTo(n, no)} keys
        />
        {other > 0 && <OtherLog key={`${subTask.id}:${other}`} subTask={subTask} attempt={other} linkTo={(n) => address.linkTo(n, other)} />}
      </div>
    </div>
  );
}

/** The log of another attempt beside the selected one. Its position is not part of the address. */
function OtherLog({ subTask, attempt, linkTo }: { subTask: SubTask; attempt: number; linkTo: (n: number) => string }) {
  const [line, setLine] = useState<number | null>(null);
  const latest = useRef<number | null>(null);
  const onLine = (next: number | null) => {
    latest.current = next;
    setLine(next);
  };
  return <LogViewer subTask={subTask} attempt={attempt} line={line} onLine={onLine} currentLine={() => latest.current} start={null} onMove={() => undefined} linkTo={linkTo} keys={false} />;
}
