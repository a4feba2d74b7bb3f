import type { Step, SubTask, SubTaskState, TaskDetail } from '../../api/types';

/** A row of the tree of sub tasks. */
export interface TreeRow {
  key: string;
  level: number;
  kind: 'stage' | 'step' | 'subTask';
  stage: number;
  step: Step | null;
  /** Null for a stage, and for a step on several hosts. */
  subTask: SubTask | null;
  /** The sub tasks below, for the summary of a row that can be closed. */
  below: readonly SubTask[];
  /** Null: nothing is below. */
  open: boolean | null;
}

const FAILED: ReadonlySet<SubTaskState> = new Set(['FAILED', 'TERMINATED', 'ROLLBACK_FAILED']);

export function hasFailed(subTask: SubTask): boolean {
  return FAILED.has(subTask.state);
}

/**
 * The rows in the order of the graph. A stage has a row of its own if it has several steps; a step on one host is one
 * row with its sub task.
 */
export function treeRows({ steps, subTasks }: Pick<TaskDetail, 'steps' | 'subTasks'>, closed: ReadonlySet<string>, onlyFailed: boolean): TreeRow[] {
  const shown = onlyFailed ? subTasks.filter(hasFailed) : subTasks;
  const byStep = groupedBy(shown, (subTask) => subTask.stepId);
  const stages = [...groupedBy(steps.filter((step) => byStep.has(step.id)), (step) => step.stage)].sort(([a], [b]) => a - b);
  const rows: TreeRow[] = [];
  for (const [stage, members] of stages) {
    const several = members.length > 1;
    const key = `stage ${stage}`;
    if (several) {
      const below = members.flatMap((step) => byStep.get(step.id) ?? []);
      rows.push({ key, level: 1, kind: 'stage', stage, step: null, subTask: null, below, open: !closed.has(key) });
    }
    if (several && closed.has(key)) continue;
    for (const step of members) rows.push(...stepRows(step, byStep.get(step.id) ?? [], several ? 2 : 1, closed));
  }
  return rows;
}

function stepRows(step: Step, below: SubTask[], level: number, closed: ReadonlySet<string>): TreeRow[] {
  const row = (subTask: SubTask, at: number): TreeRow => ({ key: subTask.id, level: at, kind: 'subTask', stage: step.stage, step, subTask, below: [], open: null });
  const [only] = below;
  if (only && below.length === 1 && step.hosts.length <= 1) return [row(only, level)];
  const key = `step ${step.id}`;
  const open = !closed.has(key);
  const head: TreeRow = { key, level, kind: 'step', stage: step.stage, step, subTask: null, below, open };
  return open ? [head, ...below.map((subTask) => row(subTask, level + 1))] : [head];
}

/** The worst state of several sub tasks: the one that a reader looks for. */
const WORST: readonly SubTaskState[] = [
  'FAILED', 'ROLLBACK_FAILED', 'TERMINATED', 'CANCELING', 'RUNNING', 'ROLLING_BACK', 'WAITING', 'READY', 'PENDING', 'ROLLED_BACK', 'SUCCEEDED', 'SKIPPED',
];

export function worstState(subTasks: readonly SubTask[]): SubTaskState {
  return WORST.find((state) => subTasks.some((subTask) => subTask.state === state)) ?? 'PENDING';
}

export function isDone(subTask: SubTask): boolean {
  return subTask.state === 'SUCCEEDED' || subTask.state === 'SKIPPED' || subTask.state === 'ROLLED_BACK';
}

function groupedBy<K, T>(items: readonly T[], key: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}
