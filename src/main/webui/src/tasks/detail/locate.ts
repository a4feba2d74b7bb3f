import type { SubTask, SubTaskState, TaskDetail } from '../../api/types';

/** What a user wants to see first. States of the same rank are one group. */
const ORDER: readonly (readonly SubTaskState[])[] = [
  ['FAILED', 'TERMINATED'], ['ROLLBACK_FAILED'], ['RUNNING', 'CANCELING', 'ROLLING_BACK'], ['WAITING'], ['READY'], ['PENDING'],
];

/** The sub tasks that "locate current progress" shows one after the other. Ended tasks: the last one that succeeded. */
export function currentSubTasks(task: Pick<TaskDetail, 'subTasks' | 'steps' | 'focus' | 'state'>): SubTask[] {
  const ordered = inOrder(task);
  for (const states of ORDER) {
    // A pending sub task of an ended task never runs.
    if (states[0] === 'PENDING' && isEnded(task.state)) break;
    const found = ordered.filter((subTask) => states.includes(subTask.state));
    if (states[0] === 'PENDING') return found.length ? found.slice(0, 1) : lastDone(ordered);
    if (found.length) return focusFirst(found, task.focus?.subTaskId);
  }
  return lastDone(ordered);
}

/** In the order of the graph: by stage, then as defined. */
export function inOrder({ steps, subTasks }: Pick<TaskDetail, 'steps' | 'subTasks'>): SubTask[] {
  const rank = new Map(steps.map((step, index) => [step.id, step.stage * 100_000 + index]));
  return subTasks
    .map((subTask, index) => ({ subTask, rank: rank.get(subTask.stepId) ?? 0, index }))
    .sort((a, b) => a.rank - b.rank || a.index - b.index)
    .map(({ subTask }) => subTask);
}

/** The place of the next one after the one that is shown; the first if none of them is shown. */
export function nextIndex(found: readonly SubTask[], shown: string | null, repeated: boolean): number {
  const at = found.findIndex((subTask) => subTask.id === shown);
  return at < 0 || !repeated ? Math.max(0, at) : (at + 1) % found.length;
}

function isEnded(state: TaskDetail['state']): boolean {
  return state === 'SUCCEEDED' || state === 'ROLLED_BACK' || state === 'ABANDONED';
}

function focusFirst(found: SubTask[], focus: string | undefined): SubTask[] {
  const at = found.findIndex((subTask) => subTask.id === focus);
  return at <= 0 ? found : [...found.slice(at), ...found.slice(0, at)];
}

function lastDone(ordered: readonly SubTask[]): SubTask[] {
  const done = ordered.filter((subTask) => subTask.state === 'SUCCEEDED' || subTask.state === 'SKIPPED');
  const last = done.at(-1) ?? ordered.filter((subTask) => subTask.attempt > 0).at(-1) ?? ordered[0];
  return last ? [last] : [];
}
