import type { TaskDetail } from '../../api/types';

interface Props {
  task: TaskDetail;
  /** The id of the selected sub task. */
  selected: string | null;
  onSelect: (subTaskId: string) => void;
}

/** The graph of the steps with the log of the selected sub task below. */
export function FlowView({ task }: Props) {
  return <div>{task.id}</div>;
}
