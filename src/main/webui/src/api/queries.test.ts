import { expect, it } from 'vitest';
import { withQuery } from './client';
import { applyTaskEvent, newer } from './queries';
import type { SubTask, Task, TaskDetail } from './types';

it('keeps the newer version of a task', () => {
  expect(newer({ version: 3 }, { version: 2 })).toEqual({ version: 3 });
  expect(newer({ version: 3 }, { version: 4 })).toEqual({ version: 4 });
});

it('applies the changed sub tasks of an event, and ignores an older event', () => {
  const detail = {
    id: '21', version: 5, state: 'RUNNING', claim: null, focus: null,
    subTasks: [{ id: '22', state: 'SUCCEEDED' }, { id: '23', state: 'RUNNING' }],
  } as unknown as TaskDetail;
  const event = (version: number) => ({
    task: { id: '21', version, state: 'FAILED' } as Task,
    subTasks: [{ id: '23', state: 'FAILED' } as SubTask],
    claim: null,
    focus: { subTaskId: '23', attempt: 1, line: 4, text: 'ERROR' },
  });
  const after = applyTaskEvent(detail, event(6));
  expect(after.state).toBe('FAILED');
  expect(after.subTasks.map((subTask) => subTask.state)).toEqual(['SUCCEEDED', 'FAILED']);
  expect(after.focus?.line).toBe(4);
  expect(applyTaskEvent(detail, event(5))).toBe(detail);
});

it('leaves parameters without a value out, and repeats lists', () => {
  expect(withQuery('/tasks', { q: '', state: ['FAILED', 'RUNNING'], limit: 5, cursor: null })).toBe('/tasks?state=FAILED&state=RUNNING&limit=5');
});
