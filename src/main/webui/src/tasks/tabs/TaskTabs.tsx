import type { TaskDetail } from '../../api/types';

/** What else belongs to a task: audit, parameters, parents and children, files. */
export function TaskTabs({ task }: { task: TaskDetail }) {
  return <div>{task.id}</div>;
}
