import type { SubTask, TaskDetail } from '../api/types';

interface Props {
  task: TaskDetail;
  subTask: SubTask;
}

/** The execution information of a sub task and its whole log, live. The same panel in every view. */
export function LogPanel({ subTask }: Props) {
  return <div>{subTask.id}</div>;
}
