import { get, type Query } from '../../api/client';
import type { List, Task } from '../../api/types';

/** The most tasks that the daemon accepts in one batch, and the most of a page. */
export const MAX_TASKS = 500;

export interface Matching {
  items: Task[];
  /** More tasks match than a batch accepts. */
  more: boolean;
}

/** Reads the tasks that match a filter. A page may have fewer tasks than its limit although there is another one. */
export async function readMatching(query: Query, signal?: AbortSignal): Promise<Matching> {
  const items: Task[] = [];
  let cursor: string | null = null;
  do {
    const page: List<Task> = await get('/tasks', { ...query, limit: Math.min(MAX_TASKS, MAX_TASKS + 1 - items.length), cursor }, signal);
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor && items.length <= MAX_TASKS);
  return { items, more: items.length > MAX_TASKS };
}
