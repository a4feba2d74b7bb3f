import { Checkbox } from 'antd';
import { memo } from 'react';
import { Link } from 'react-router-dom';
import type { Task } from '../../api/types';
import { ProgressBar } from '../../components/ProgressBar';
import { TaskStateTag } from '../../components/states';
import { TargetName } from '../../components/TargetName';
import { Duration, Elapsed, RelativeTime } from '../../components/time';
import { useLocalized, useTexts } from '../../i18n';
import { common } from '../../i18n/messages';
import { OperationButton } from '../operation/OperationButton';
import { FAILED_STATES } from './listState';
import { listMessages, sources } from './messages';
import { RowMenu } from './RowMenu';
import { WaitingText } from './WaitingText';
import styles from './list.module.css';

interface Props {
  task: Task;
  ticked: boolean;
  onTick: (task: Task, ticked: boolean) => void;
}

const FAILED_BUTTONS = ['retry', 'abandon'] as const;

/** A task of the list. On a narrow screen the cells stand below each other, as a card. */
export const TaskRow = memo(function TaskRow({ task, ticked, onTick }: Props) {
  const t = useTexts(listMessages);
  const c = useTexts(common);
  const from = useTexts(sources);
  const localized = useLocalized();
  const name = localized(task.name);
  const failed = (FAILED_STATES as readonly string[]).includes(task.state);
  const buttons = failed ? FAILED_BUTTONS : [];
  return (
    <tr className={styles.row} data-task={task.id} data-ticked={ticked || undefined}>
      <td className={styles.tick}><Checkbox checked={ticked} aria-label={t.selectRow(`${name} ${task.id}`)} onChange={(e) => onTick(task, e.target.checked)} /></td>
      <td className={styles.name}>
        <Link to={`/tasks/${task.id}`}>{name}</Link>
        <div className={styles.id}>{task.id}</div>
        {task.waiting && <WaitingText waiting={task.waiting} />}
      </td>
      <td data-label={c.target} className={styles.target}><TargetName target={task.target} /></td>
      <td className={styles.state}><TaskStateTag state={task.state} /></td>
      <td data-label={t.progress} className={styles.progress}><ProgressBar progress={task.progress} state={task.state} /></td>
      <td data-label={t.type} className={styles.type}>
        <span>{task.scope === 'LOCAL' ? c.local : c.cluster}</span>
        <div className={styles.second}>{c[task.maintenance.type]}{task.maintenance.key && <> · {task.maintenance.key}</>}</div>
      </td>
      <td data-label={t.initiator} className={styles.initiator}><span>{task.initiator.user}</span><div className={styles.second}>{from[task.initiator.source] ?? task.initiator.source}</div></td>
      <td data-label={t.created} className={styles.created}><RelativeTime at={task.createdAt} /></td>
      <td data-label={`${t.endedAt} / ${t.duration}`} className={styles.ended}>
        {task.endedAt ? <RelativeTime at={task.endedAt} /> : <span>–</span>}
        <div className={styles.second}>{task.endedAt && task.durationMs !== null ? <Duration ms={task.durationMs} /> : <Elapsed from={task.startedAt} to={task.endedAt} />}</div>
      </td>
      <td className={styles.operations}>
        <div className={styles.buttons}>
          {buttons.map((op) => <OperationButton key={op} op={op} task={task} size="small" danger={op === 'abandon'} />)}
          <RowMenu task={task} name={name} buttons={buttons} />
        </div>
      </td>
    </tr>
  );
});
