import { CopyOutlined } from '@ant-design/icons';
import { App, Button, Tooltip } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { TaskDetail } from '../../api/types';
import { ProgressBar } from '../../components/ProgressBar';
import { TargetName } from '../../components/TargetName';
import { Elapsed, RelativeTime } from '../../components/time';
import { useTexts } from '../../i18n';
import { common } from '../../i18n/messages';
import { copyText } from '../../log/clipboard';
import { WaitingText } from '../../log/WaitingText';
import { sources } from '../list/messages';
import styles from './detail.module.css';
import { detailMessages } from './messages';

function Fact({ name, wide, children }: { name: string; wide?: boolean; children: ReactNode }) {
  return <div className={`${styles.fact} ${wide ? styles.wide : ''}`}><dt>{name}</dt><dd>{children}</dd></div>;
}

/** What a task is: id, target, progress, initiator, times, claim, what it waits for. */
export function TaskFacts({ task }: { task: TaskDetail }) {
  const t = useTexts(detailMessages);
  const c = useTexts(common);
  const from = useTexts(sources);
  const { message } = App.useApp();
  const copyId = () => copyText(task.id).then(() => message.success(c.copied), (error: unknown) => message.error(String(error)));
  return (
    <dl className={styles.facts}>
      <Fact name="ID">
        <code>{task.id}</code>
        <Tooltip title={t.copyId}><Button type="text" size="small" icon={<CopyOutlined />} aria-label={t.copyId} onClick={() => void copyId()} /></Tooltip>
      </Fact>
      <Fact name={c.target}><TargetName target={task.target} /></Fact>
      <Fact name={t.progress}><ProgressBar progress={task.progress} state={task.state} inline /></Fact>
      <Fact name={t.initiator}>{task.initiator.user} <small className={styles.secondary}>{from[task.initiator.source] ?? task.initiator.source}</small></Fact>
      <Fact name={t.started}><RelativeTime at={task.startedAt ?? task.createdAt} /></Fact>
      <Fact name={t.duration}><Elapsed from={task.startedAt} to={task.endedAt} /></Fact>
      <Fact name={t.claim}><Claim task={task} /></Fact>
      {task.parentId && <Fact name={t.parent}><Link to={`/tasks/${task.parentId}`}>{task.parentId}</Link></Fact>}
      {task.reason && <Fact name={t.submitReason} wide>{task.reason}</Fact>}
      {task.waiting && <Fact name={t.waiting} wide><WaitingText waiting={task.waiting} /></Fact>}
    </dl>
  );
}

/** Which claim the task has, whether it is held, and who released it. */
function Claim({ task }: { task: TaskDetail }) {
  const t = useTexts(detailMessages);
  const c = useTexts(common);
  const { type, key } = task.maintenance;
  if (type === 'NONE') return <>{c.NONE}</>;
  const released = task.claimReleased;
  return (
    <>
      {c[type]}{key ? ` ${key}` : ''} · {task.claimHeld ? t.claimHeld : released ? t.claimReleasedBy(released.by) : t.claimFree}
      {task.claimHeld && task.claim && <> · <RelativeTime at={task.claim.since} /></>}
      {!task.claimHeld && released && <> · <RelativeTime at={released.at} />{released.reason && <> · {released.reason}</>}</>}
    </>
  );
}
