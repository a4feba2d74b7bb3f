import { describe, expect, it } from 'vitest';
import type { Step, SubTask, SubTaskState } from '../../api/types';
import { treeRows, worstState } from './tree';

const step = (id: string, stage: number, hosts = 1) => ({ id, stage, hosts: Array.from({ length: hosts }, (_, i) => `h${i}`) }) as Step;
const sub = (id: string, stepId: string, state: SubTaskState = 'SUCCEEDED') => ({ id, stepId, state }) as SubTask;
const task = {
  steps: [step('a', 1), step('b', 2), step('c', 2, 2)],
  subTasks: [sub('1', 'a'), sub('2', 'b'), sub('3', 'c', 'FAILED'), sub('4', 'c')],
};
const keys = (closed: string[] = [], onlyFailed = false) => treeRows(task, new Set(closed), onlyFailed).map((row) => `${row.level} ${row.key}`);

describe('treeRows', () => {
  it('has a row for a stage of several steps and for a step on several hosts', () => {
    expect(keys()).toEqual(['1 1', '1 stage 2', '2 2', '2 step c', '3 3', '3 4']);
  });
  it('leaves out what is below closed rows', () => {
    expect(keys(['step c'])).toEqual(['1 1', '1 stage 2', '2 2', '2 step c']);
    expect(keys(['stage 2'])).toEqual(['1 1', '1 stage 2']);
  });
  it('shows only failed ones', () => {
    expect(keys([], true)).toEqual(['1 step c', '2 3']);
  });
});

it('summarizes states', () => {
  expect(worstState([sub('1', 'a'), sub('2', 'a', 'RUNNING')])).toBe('RUNNING');
  expect(worstState([sub('1', 'a', 'FAILED'), sub('2', 'a', 'RUNNING')])).toBe('FAILED');
});
