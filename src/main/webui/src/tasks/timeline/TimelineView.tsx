import type { TaskDetail } from '../../api/types';

interface Props {
  task: TaskDetail;
  selected: string | null;
  onSelect: (subTaskId: string, attempt?: number) => void;
}

/** A bar per attempt, with waits and the operations of users. */
export function TimelineView({ task }: Props) {
  return <div>{task.id}</div>;
}
