import type { Step, SubTask, SubTaskState, TaskDetail } from '../../api/types';
import { toneOf, type Tone } from '../../components/states';

/** A step with what its sub tasks have in common. */
export interface StepInfo {
  step: Step;
  subTasks: SubTask[];
  /** The number of sub tasks per tone, those that need a person first. */
  counts: StateCount[];
  startedAt: string | null;
  /** Null while a sub task has not ended. */
  endedAt: string | null;
}

export interface StateCount {
  tone: Tone;
  /** A state of this tone, for its icon. */
  state: SubTaskState;
  count: number;
}

const ORDER: Tone[] = ['failed', 'warning', 'running', 'pending', 'success', 'neutral'];

/** The steps with their sub tasks, in the order of the operation. Reuses what did not change. */
export function stepInfos(task: Pick<TaskDetail, 'steps' | 'subTasks'>, previous: readonly StepInfo[] = []): StepInfo[] {
  const byStep = new Map<string, SubTask[]>(task.steps.map((step) => [step.id, []]));
  for (const subTask of task.subTasks) byStep.get(subTask.stepId)?.push(subTask);
  const old = new Map(previous.map((info) => [info.step.id, info]));
  return task.steps.map((step) => {
    const subTasks = byStep.get(step.id)!;
    const before = old.get(step.id);
    const same = before?.step === step && before.subTasks.length === subTasks.length && before.subTasks.every((subTask, i) => subTask === subTasks[i]);
    return same ? before : infoOf(step, subTasks);
  });
}

function infoOf(step: Step, subTasks: SubTask[]): StepInfo {
  const starts = subTasks.flatMap((subTask) => subTask.startedAt ?? []).sort();
  const ends = subTasks.flatMap((subTask) => subTask.endedAt ?? []).sort();
  return {
    step,
    subTasks,
    counts: countStates(subTasks),
    startedAt: starts[0] ?? null,
    endedAt: ends.length === subTasks.length ? (ends.at(-1) ?? null) : null,
  };
}

export function countStates(subTasks: readonly SubTask[]): StateCount[] {
  const counts = new Map<Tone, StateCount>();
  for (const { state } of subTasks) {
    const tone = toneOf(state);
    const known = counts.get(tone);
    if (known) known.count++;
    else counts.set(tone, { tone, state, count: 1 });
  }
  return ORDER.flatMap((tone) => counts.get(tone) ?? []);
}

const URGENCY: Record<SubTaskState, number> = {
  FAILED: 0, TERMINATED: 0, ROLLBACK_FAILED: 1, RUNNING: 2, ROLLING_BACK: 2, CANCELING: 2, WAITING: 3, READY: 4, PENDING: 5,
  SUCCEEDED: 6, SKIPPED: 6, ROLLED_BACK: 6,
};

/** The sub task that a click on the step opens: the selected one if it belongs to the step, else the one that needs a person most. */
export function mainSubTask(info: StepInfo, selected: string | null): SubTask | null {
  const [first, ...others] = info.subTasks;
  if (!first) return null;
  return info.subTasks.find((subTask) => subTask.id === selected) ?? others.reduce((best, next) => (URGENCY[next.state] < URGENCY[best.state] ? next : best), first);
}
