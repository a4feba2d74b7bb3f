import type { Cause } from '../../api/types';

/** The address of the line that explains the cause. Null: the cause has no log. */
export function logLink({ focus, tasks }: Pick<Cause, 'focus' | 'tasks'>): string | null {
  const [task] = tasks;
  if (!focus || !task) return null;
  const search = new URLSearchParams({ sub: focus.subTaskId, attempt: String(focus.attempt) });
  if (focus.line !== null) search.set('line', String(focus.line));
  return `/tasks/${task.id}?${search}`;
}
