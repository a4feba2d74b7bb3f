import { QuestionCircleOutlined } from '@ant-design/icons';
import { Breadcrumb, Button, Result, Segmented, Spin, Tooltip } from 'antd';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { Link } from 'react-router-dom';
import { ProblemError } from '../../api/client';
import { useTask } from '../../api/queries';
import type { TaskDetail } from '../../api/types';
import { PageTitle } from '../../components/PageTitle';
import { ProblemAlert } from '../../components/ProblemAlert';
import { TaskStateTag } from '../../components/states';
import { useLocalized, useTexts } from '../../i18n';
import { common, taskStates } from '../../i18n/messages';
import { useKeys } from '../../log/useKeys';
import { useOperate } from '../operation/OperationProvider';
import { TaskTabs } from '../tabs/TaskTabs';
import styles from './detail.module.css';
import { FailureCard } from './FailureCard';
import { KeyboardHelp } from './KeyboardHelp';
import { inOrder } from './locate';
import { focusLog, LogView } from './LogView';
import { detailMessages } from './messages';
import { TaskActions } from './TaskActions';
import { TaskFacts } from './TaskFacts';
import { useLocate } from './useLocate';
import { useSelection, VIEWS, type View } from './useSelection';

const FlowView = lazy(() => import('../flow/FlowView').then((m) => ({ default: m.FlowView })));
const TimelineView = lazy(() => import('../timeline/TimelineView').then((m) => ({ default: m.TimelineView })));

/** A task: what it is, its log, its graph, its timeline, and what can be done with it. */
export function TaskDetailPage({ id }: { id: string }) {
  const t = useTexts(detailMessages);
  const task = useTask(id);
  if (task.data) return <Detail task={task.data} />;
  if (task.isPending) return <div className={styles.loading}><Spin /></div>;
  const status = task.error instanceof ProblemError ? task.error.problem.status : 0;
  const back = <Link to="/tasks"><Button type="primary" tabIndex={-1}>{t.backToList}</Button></Link>;
  if (status === 404 || status === 400) return <Result status="404" title={t.notFound} subTitle={t.notFoundText(id)} extra={back} />;
  if (status === 403) return <Result status="403" title={t.forbidden} subTitle={task.error.message} extra={back} />;
  return <ProblemAlert error={task.error} onRetry={() => void task.refetch()} />;
}

function Detail({ task }: { task: TaskDetail }) {
  const t = useTexts(detailMessages);
  const c = useTexts(common);
  const states = useTexts(taskStates);
  const localized = useLocalized();
  const operate = useOperate();
  const selection = useSelection(task);
  const locate = useLocate(task, selection);
  const [help, setHelp] = useState(false);
  const { view, setView, selected, select } = selection;
  const shown = task.subTasks.find((subTask) => subTask.id === selected) ?? null;
  const names: Record<View, string> = { log: t.logView, flow: t.flowView, timeline: t.timelineView };
  // The address follows later: the next key may come before.
  const target = useRef(selected);
  useEffect(() => {
    target.current = selected;
  }, [selected]);
  const step = (by: number) => {
    const all = inOrder(task);
    const next = all[all.findIndex((subTask) => subTask.id === target.current) + by];
    if (!next) return;
    target.current = next.id;
    select({ subTaskId: next.id });
  };
  const mayRetry = task.operations.some(({ op, allowed }) => op === 'retry' && allowed);
  useKeys({
    j: () => step(1), k: () => step(-1), v: () => setView(VIEWS[(VIEWS.indexOf(view) + 1) % VIEWS.length] ?? 'log'), l: locate.locate, '?': () => setHelp(true), Enter: () => focusLog(document),
    ...(mayRetry ? { r: () => operate({ op: 'retry', task, subTask: null }) } : {}),
  });
  const failed = task.state === 'FAILED' || task.state === 'ROLLBACK_FAILED';
  return (
    <div className={styles.page}>
      <Breadcrumb items={[{ title: <Link to="/tasks">{c.taskCenter}</Link> }, { title: localized(task.name) }]} />
      <PageTitle title={localized(task.name)} extra={<TaskActions task={task} shown={shown} locate={locate} />}>
        <TaskStateTag state={task.state} />
      </PageTitle>
      <div className="visually-hidden" aria-live="polite">{t.stateNow(states[task.state])}</div>
      <TaskFacts task={task} />
      {failed && <FailureCard task={task} onLocate={locate.locate} />}
      <div className={styles.views}>
        <Segmented<View> value={view} options={VIEWS.map((value) => ({ value, label: names[value] }))} onChange={setView} aria-label={t.views} />
        <Tooltip title={`${t.keyboardHelp} (?)`}><Button type="text" icon={<QuestionCircleOutlined />} aria-label={t.keyboardHelp} onClick={() => setHelp(true)} /></Tooltip>
      </div>
      <Suspense fallback={<div className={styles.loading}><Spin /></div>}>
        {view === 'log' && <LogView task={task} shown={shown} presses={locate.presses} onSelect={(subTaskId) => select({ subTaskId })} />}
        {view === 'flow' && <FlowView task={task} selected={selected} onSelect={(subTaskId) => select({ subTaskId })} />}
        {view === 'timeline' && <TimelineView task={task} selected={selected} onSelect={(subTaskId, attempt) => select({ subTaskId, attempt: attempt ?? null, view: 'log' })} />}
      </Suspense>
      <TaskTabs task={task} />
      <KeyboardHelp open={help} onClose={() => setHelp(false)} />
    </div>
  );
}
