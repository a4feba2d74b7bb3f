import { expect, it } from 'vitest';
import { applyTasksEvent } from './queries';
import type { List, Task } from './types';

const task = (id: string, version: number) => ({ id, version }) as Task;
const list: List<Task> = { items: [task('1', 3), task('2', 5)], nextCursor: 'c' };

it('replaces the rows that have changed, and keeps the others', () => {
  const next = applyTasksEvent(list, [task('2', 6), task('9', 1)]);
  expect(next.items.map(({ id, version }) => [id, version])).toEqual([['1', 3], ['2', 6]]);
  expect(next.items[0]).toBe(list.items[0]);
  expect(next.nextCursor).toBe('c');
});

it('gives the same list when no row has changed', () => {
  expect(applyTasksEvent(list, [task('1', 2), task('2', 5), task('9', 1)])).toBe(list);
});
