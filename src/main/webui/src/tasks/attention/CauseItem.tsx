import { CloseCircleFilled, DisconnectOutlined, FileTextOutlined, HourglassOutlined, LockFilled } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Tooltip } from 'antd';
import { useState, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { get } from '../../api/client';
import type { Cause, TaskDetail } from '../../api/types';
import { HolderLink, useErrorText } from '../../components/ProblemAlert';
import { StateIcon } from '../../components/states';
import { RelativeTime } from '../../components/time';
import { useLocalized, useTexts } from '../../i18n';
import { taskStates } from '../../i18n/messages';
import type { BatchRequest } from '../list/Batch';
import { operationMessages } from '../operation/messages';
import { operationName } from '../operation/names';
import { useOperate } from '../operation/OperationProvider';
import { logLink } from './logLink';
import { attentionMessages, causeKinds } from './messages';
import styles from './attention.module.css';

const ICONS: Record<Cause['kind'], ReactNode> = {
  CLAIM: <LockFilled />, AGENT: <DisconnectOutlined />, FAILED: <CloseCircleFilled />, WAITING: <HourglassOutlined />,
};

/** Tasks of a cause that are shown without being asked for. The daemon sends at most 20. */
const SHOWN = 3;

/** A cause with its tasks, its first failed log, and what can be done about it. */
export function CauseItem({ cause, onBatch }: { cause: Cause; onBatch: (request: BatchRequest) => void }) {
  const t = useTexts(attentionMessages);
  const kinds = useTexts(causeKinds);
  const log = logLink(cause);
  const holder = cause.tasks.some((task) => task.id === cause.holder?.task?.id) ? null : cause.holder;
  return (
    <li className={styles.cause} data-kind={cause.kind}>
      <span className={styles.kind} data-kind={cause.kind}><span aria-hidden="true">{ICONS[cause.kind]}</span> {kinds[cause.kind]}</span>
      <div className={styles.body}>
        <div>
          <span className={styles.causeTitle}>{cause.title}</span>{' '}
          <span className={styles.second}>{t.tasks(cause.count)} · {t.since} <RelativeTime at={cause.since} /></span>
        </div>
        <div className={styles.text}>{cause.text}</div>
        <CauseTasks cause={cause} />
        {holder && <div className={styles.text}><HolderLink lock={holder} prefix={t.holder} /></div>}
      </div>
      <div className={styles.actions}>
        {log && <Link to={log} className={styles.log} title={cause.focus?.text ?? undefined}><FileTextOutlined aria-hidden="true" /> {t.firstLog}</Link>}
        <CauseOperations cause={cause} onBatch={onBatch} />
      </div>
    </li>
  );
}

function CauseTasks({ cause }: { cause: Cause }) {
  const t = useTexts(attentionMessages);
  const states = useTexts(taskStates);
  const localized = useLocalized();
  const [all, setAll] = useState(false);
  const shown = all ? cause.tasks : cause.tasks.slice(0, SHOWN);
  const hidden = cause.count - shown.length;
  return (
    <ul className={styles.tasks}>
      {shown.map((task) => (
        <li key={task.id}>
          <StateIcon state={task.state} /> <Link to={`/tasks/${task.id}`} title={states[task.state]}>{localized(task.name)} #{task.id}</Link>
          {task.target && <span className={styles.second}> {task.target.name}</span>}
        </li>
      ))}
      {hidden > 0 && (
        <li>{all || cause.tasks.length <= SHOWN ? t.more(hidden) : <Button type="link" size="small" onClick={() => setAll(true)}>{t.more(hidden)}</Button>}</li>
      )}
    </ul>
  );
}

/** The daemon lists what the user may do. One task: the confirmation that says what will run. Several: the confirmation of a batch. */
function CauseOperations({ cause, onBatch }: { cause: Cause; onBatch: (request: BatchRequest) => void }) {
  const t = useTexts(attentionMessages);
  const words = useTexts(operationMessages);
  const localized = useLocalized();
  const client = useQueryClient();
  const operate = useOperate();
  const errorText = useErrorText();
  const { message } = App.useApp();
  const start = async (op: string, ids: string[]) => {
    const [id] = ids;
    if (ids.length > 1 || !id) {
      onBatch({ action: op, count: ids.length, ids, names: new Map(cause.tasks.map((task) => [task.id, localized(task.name)])) });
      return;
    }
    try {
      const task = await client.fetchQuery({ queryKey: ['task', id], queryFn: () => get<TaskDetail>(`/tasks/${id}`) });
      operate({ op, task, subTask: null });
    } catch (e) {
      void message.error(errorText(e));
    }
  };
  return cause.operations.map(({ op, ids }) => {
    const name = operationName(words, op, null);
    return (
      <Tooltip key={op} title={op === 'abandon' ? words.abandonHint : ''}>
        <Button size="small" danger={op !== 'retry'} data-op={op} onClick={() => void start(op, ids)}>
          {ids.length > 1 ? t.withCount(name, ids.length) : name}
        </Button>
      </Tooltip>
    );
  });
}
