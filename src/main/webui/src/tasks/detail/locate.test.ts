import { describe, expect, it } from 'vitest';
import type { Step, SubTask, SubTaskState, TaskDetail } from '../../api/types';
import { currentSubTasks, nextIndex } from './locate';

function task(states: SubTaskState[], state: TaskDetail['state'] = 'RUNNING', focus: string | null = null) {
  return {
    state,
    focus: focus ? { subTaskId: focus, attempt: 1, line: null, text: null } : null,
    steps: states.map((_, i) => ({ id: `s${i}`, stage: i + 1 }) as Step),
    subTasks: states.map((s, i) => ({ id: `${i}`, stepId: `s${i}`, state: s, attempt: s === 'PENDING' ? 0 : 1 }) as SubTask),
  };
}

const ids = (found: SubTask[]) => found.map((subTask) => subTask.id);

describe('locate', () => {
  it('prefers failed, then rollback failed, running, waiting, ready, pending', () => {
    const order: SubTaskState[] = ['FAILED', 'ROLLBACK_FAILED', 'RUNNING', 'WAITING', 'READY', 'PENDING'];
    for (let from = 0; from < order.length; from++) {
      const states = order.slice(from).reverse();
      expect(ids(currentSubTasks(task(states)))).toEqual([`${states.length - 1}`]);
    }
  });
  it('treats a terminated sub task as failed', () => {
    expect(ids(currentSubTasks(task(['SUCCEEDED', 'TERMINATED', 'RUNNING'])))).toEqual(['1']);
  });
  it('shows the last one that succeeded of an ended task', () => {
    expect(ids(currentSubTasks(task(['SUCCEEDED', 'SUCCEEDED', 'SKIPPED'], 'SUCCEEDED')))).toEqual(['2']);
    expect(ids(currentSubTasks(task(['SUCCEEDED', 'ROLLED_BACK', 'PENDING'], 'ROLLED_BACK')))).toEqual(['0']);
  });
  it('shows only the first pending one', () => {
    expect(ids(currentSubTasks(task(['SUCCEEDED', 'PENDING', 'PENDING'])))).toEqual(['1']);
  });
  it('starts with the focus of the task and follows the graph from there', () => {
    const found = currentSubTasks(task(['FAILED', 'FAILED', 'FAILED'], 'FAILED', '1'));
    expect(ids(found)).toEqual(['1', '2', '0']);
    expect(nextIndex(found, '1', false)).toBe(0);
    expect(nextIndex(found, '1', true)).toBe(1);
    expect(nextIndex(found, '0', true)).toBe(0);
    expect(nextIndex(found, 'x', true)).toBe(0);
  });
  it('follows the order of the stages, not of the list', () => {
    const shuffled = task(['RUNNING', 'RUNNING']);
    shuffled.steps[0]!.stage = 9;
    expect(ids(currentSubTasks(shuffled))).toEqual(['1', '0']);
  });
});
