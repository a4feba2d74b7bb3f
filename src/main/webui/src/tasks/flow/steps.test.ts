import { expect, it } from 'vitest';
import type { Step, SubTask, SubTaskState } from '../../api/types';
import { countStates, mainSubTask, stepInfos } from './steps';

const step = (id: string): Step => ({ id, title: { en: id, zh: id }, needs: [] }) as unknown as Step;
const subTask = (id: string, stepId: string, state: SubTaskState, startedAt: string | null = null, endedAt: string | null = null): SubTask =>
  ({ id, stepId, state, startedAt, endedAt }) as unknown as SubTask;

it('counts states, those that need a person first', () => {
  const states: SubTaskState[] = ['SUCCEEDED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'SKIPPED', 'TERMINATED'];
  expect(countStates(states.map((state, i) => subTask(String(i), 'a', state)))).toEqual([
    { tone: 'failed', state: 'FAILED', count: 2 }, { tone: 'running', state: 'RUNNING', count: 1 }, { tone: 'success', state: 'SUCCEEDED', count: 3 },
  ]);
});

it('has the first start and the last end of the sub tasks', () => {
  const subTasks = [subTask('1', 'a', 'SUCCEEDED', '2026-01-01T00:00:02Z', '2026-01-01T00:00:05Z'), subTask('2', 'a', 'SUCCEEDED', '2026-01-01T00:00:01Z', '2026-01-01T00:00:04Z')];
  const [info] = stepInfos({ steps: [step('a')], subTasks });
  expect([info!.startedAt, info!.endedAt]).toEqual(['2026-01-01T00:00:01Z', '2026-01-01T00:00:05Z']);
  const [running] = stepInfos({ steps: [step('a')], subTasks: [...subTasks, subTask('3', 'a', 'RUNNING', '2026-01-01T00:00:03Z')] });
  expect(running!.endedAt).toBeNull();
});

it('reuses steps that did not change', () => {
  const steps = [step('a'), step('b')];
  const [one, two] = [subTask('1', 'a', 'SUCCEEDED'), subTask('2', 'b', 'RUNNING')];
  const before = stepInfos({ steps, subTasks: [one, two] });
  const after = stepInfos({ steps, subTasks: [one, subTask('2', 'b', 'SUCCEEDED')] }, before);
  expect(after[0]).toBe(before[0]);
  expect(after[1]).not.toBe(before[1]);
});

it('opens the selected sub task of a step, else the most urgent one', () => {
  const [info] = stepInfos({ steps: [step('a')], subTasks: [subTask('1', 'a', 'SUCCEEDED'), subTask('2', 'a', 'FAILED'), subTask('3', 'a', 'RUNNING')] });
  expect(mainSubTask(info!, '3')?.id).toBe('3');
  expect(mainSubTask(info!, null)?.id).toBe('2');
  expect(mainSubTask({ ...info!, subTasks: [] }, null)).toBeNull();
});
