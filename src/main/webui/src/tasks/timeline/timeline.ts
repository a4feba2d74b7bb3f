import type { Attempt, AuditEntry, Step, SubTask, TaskDetail } from '../../api/types';
import { toneOf, type Tone } from '../../components/states';
import type { Interval } from './scale';

/** An attempt on the timeline. */
export interface Bar extends Interval {
  attempt: Attempt;
  tone: Tone;
  /** Whether it has not ended. */
  open: boolean;
}

/** A time in which a sub task waited. */
export interface Wait extends Interval {
  /** Text of the daemon, or null: it waited for a person after a failure, or for the delay of an automatic retry. */
  text: string | null;
  kind: 'NOW' | 'PERSON' | 'DELAY';
}

export interface TimelineRow {
  step: Step;
  subTask: SubTask;
  /** Whether it is the first row of a step with several sub tasks. */
  first: boolean;
  /** Whether the step has several sub tasks. */
  many: boolean;
  bars: Bar[];
  waits: Wait[];
}

export interface Mark {
  at: number;
  entry: AuditEntry;
}

export interface TimelineModel {
  from: number;
  to: number;
  rows: TimelineRow[];
  marks: Mark[];
}

const ACTIVE = new Set<TaskDetail['state']>(['PENDING', 'RUNNING', 'TERMINATING', 'ROLLING_BACK']);

/** Whether time goes on for the task. */
export function isActive(task: Pick<TaskDetail, 'state'>): boolean {
  return ACTIVE.has(task.state);
}

/** What the timeline shows. Instants in ms. */
export function timelineOf(task: TaskDetail, audit: readonly AuditEntry[], now: number): TimelineModel {
  const counts = new Map<string, number>();
  for (const { stepId } of task.subTasks) counts.set(stepId, (counts.get(stepId) ?? 0) + 1);
  const rows = task.steps.flatMap((step) =>
    task.subTasks
      .filter((subTask) => subTask.stepId === step.id)
      .map((subTask, i): TimelineRow => ({ step, subTask, first: i === 0, many: counts.get(step.id)! > 1, bars: barsOf(subTask, now), waits: waitsOf(subTask, now) })),
  );
  const marks = audit.map((entry) => ({ at: Date.parse(entry.at), entry })).sort((a, b) => a.at - b.at);
  const instants = [
    Date.parse(task.createdAt), ...(task.endedAt ? [Date.parse(task.endedAt)] : []), ...(isActive(task) ? [now] : []),
    ...marks.map(({ at }) => at), ...rows.flatMap(({ bars }) => bars.flatMap(({ from, to }) => [from, to])),
  ];
  return { from: Math.min(...instants), to: Math.max(...instants), rows, marks };
}

function barsOf(subTask: SubTask, now: number): Bar[] {
  return subTask.attempts.flatMap((attempt) => {
    if (!attempt.startedAt) return [];
    const from = Date.parse(attempt.startedAt);
    const to = attempt.endedAt ? Date.parse(attempt.endedAt) : Math.max(now, from);
    return [{ attempt, from, to, open: !attempt.endedAt, tone: toneOfAttempt(attempt, subTask) }];
  });
}

function toneOfAttempt({ result, kind }: Attempt, subTask: SubTask): Tone {
  if (!result) return toneOf(subTask.state);
  if (result !== 'SUCCEEDED') return 'failed';
  return kind === 'ROLLBACK' ? 'neutral' : 'success';
}

function waitsOf(subTask: SubTask, now: number): Wait[] {
  const waits: Wait[] = [];
  subTask.attempts.forEach((attempt, i) => {
    const before = subTask.attempts[i - 1];
    if (!before?.endedAt || !attempt.startedAt || before.result === 'SUCCEEDED') return;
    const [from, to] = [Date.parse(before.endedAt), Date.parse(attempt.startedAt)];
    if (to > from) waits.push({ from, to, text: null, kind: attempt.trigger === 'AUTO' ? 'DELAY' : 'PERSON' });
  });
  const { waiting } = subTask;
  // Every pending step waits for those before it: that is no news.
  if (waiting?.since && waiting.for !== 'UPSTREAM') waits.push({ from: Date.parse(waiting.since), to: Math.max(now, Date.parse(waiting.since)), text: waiting.text, kind: 'NOW' });
  return waits;
}
