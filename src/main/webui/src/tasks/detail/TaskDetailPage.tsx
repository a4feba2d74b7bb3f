import { Radio, Spin } from 'antd';
import { useSearchParams } from 'react-router-dom';
import { useTask } from '../../api/queries';
import { PageTitle } from '../../components/PageTitle';
import { ProblemAlert } from '../../components/ProblemAlert';
import { TaskStateTag } from '../../components/states';
import { useLocalized, useLanguage } from '../../i18n';
import { LogPanel } from '../../log/LogPanel';
import { FlowView } from '../flow/FlowView';
import { OperationButton } from '../operation/OperationButton';
import { TaskTabs } from '../tabs/TaskTabs';
import { TimelineView } from '../timeline/TimelineView';

export function TaskDetailPage({ id }: { id: string }) {
  const { data: task, error } = useTask(id);
  const [search, setSearch] = useSearchParams();
  const localized = useLocalized();
  const zh = useLanguage() === 'zh';
  if (error) return <ProblemAlert error={error} />;
  if (!task) return <Spin />;
  const view = search.get('view') ?? 'log';
  const selected = search.get('sub') ?? task.focus?.subTaskId ?? null;
  const set = (values: Record<string, string>) => setSearch((old) => {
    const next = new URLSearchParams(old);
    for (const [k, v] of Object.entries(values)) next.set(k, v);
    return next;
  });
  const subTask = task.subTasks.find((s) => s.id === selected);
  return (
    <>
      <PageTitle title={localized(task.name)} extra={<>
        <Radio.Group value={view} onChange={(e) => set({ view: e.target.value as string })} optionType="button" options={[{ value: 'log', label: zh ? '日志视图' : 'Log view' }, { value: 'flow', label: zh ? '流转视图' : 'Flow view' }, { value: 'timeline', label: zh ? '时间线' : 'Timeline' }]} />
        <button onClick={() => task.focus && set({ sub: task.focus.subTaskId })}>{zh ? '定位当前进度' : 'Locate current progress'}</button>
        <OperationButton op="retry" task={task} /><OperationButton op="rollback" task={task} />
      </>}><TaskStateTag state={task.state} /></PageTitle>
      {view === 'flow' ? <FlowView task={task} selected={selected} onSelect={(sub) => set({ sub })} />
        : view === 'timeline' ? <TimelineView task={task} selected={selected} onSelect={(sub, attempt) => set({ sub, ...(attempt ? { attempt: String(attempt) } : {}) })} />
          : subTask && <LogPanel task={task} subTask={subTask} />}
      <TaskTabs task={task} />
    </>
  );
}
