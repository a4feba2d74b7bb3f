import { get } from '../api/client';
import type { LogPage } from '../api/types';
import { isHeading } from './search';

export type FindDirection = 'next' | 'previous';

/** The next line with an error from a line on, or null. The daemon searches for at most 2 s a request. */
export async function findError(subTaskId: string, attempt: number, from: number, direction: FindDirection): Promise<number | null> {
  let at = from;
  while (at >= 1) {
    const page = await get<LogPage>(`/subtasks/${encodeURIComponent(subTaskId)}/log`, { attempt, find: 'error', from: at, direction });
    const line = page.lines[0];
    if (line && !isHeading(line)) return line.n;
    const next = line ? line.n + (direction === 'next' ? 1 : -1) : page.nextLine;
    if (!line && page.eof || next === at || next > page.totalLines) return null;
    at = next;
  }
  return null;
}
