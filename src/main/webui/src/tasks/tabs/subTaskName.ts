import type { TaskDetail } from '../../api/types';
import { useLocalized } from '../../i18n';

/** The title of the step and the host of a sub task; its id if it is unknown. */
export function useSubTaskName(task: TaskDetail): (id: string) => string {
  const localized = useLocalized();
  return (id) => {
    const subTask = task.subTasks.find((one) => one.id === id);
    const step = subTask && task.steps.find((one) => one.id === subTask.stepId);
    return subTask ? `${localized(step?.title) || subTask.stepId} · ${subTask.host}` : id;
  };
}
