import type { Query } from '../api/client';

/** The filters of the audit, as in the address of the page and in the API. */
export const FILTERS = ['actor', 'action', 'result', 'source', 'address', 'objectType', 'objectId', 'taskId', 'from', 'to'] as const;
export type FilterName = (typeof FILTERS)[number];
export type AuditFilter = Partial<Record<FilterName, string>>;

/** The values that remove all filters from the address. */
export const NO_FILTER = Object.fromEntries(FILTERS.map((name) => [name, null]));

export const RESULTS = ['ACCEPTED', 'REFUSED', 'FAILED'] as const;
export const SOURCES = ['WEB', 'API', 'CLI', 'SYSTEM'] as const;
export const OBJECT_TYPES = ['TASK', 'SUBTASK', 'LOCK', 'USER', 'TOKEN', 'SESSION', 'SETTING'] as const;

/** Actions that the daemon records. The filter takes the begin of an action: the name of an operation follows `submit`. */
export const ACTIONS = [
  'submit', 'retry', 'rollback', 'abandon', 'terminate', 'skip', 'release', 'login', 'logout', 'password.change', 'user.create', 'user.change', 'user.delete',
  'token.create', 'token.delete', 'setting.change',
] as const;

export function filterOf(params: URLSearchParams): AuditFilter {
  const filter: AuditFilter = {};
  for (const name of FILTERS) {
    const value = params.get(name)?.trim();
    if (value) filter[name] = value;
  }
  return filter;
}

export function queryOf(filter: AuditFilter): Query {
  return { ...filter };
}

/** The value of a field of local date and time for an instant; empty if it is none. */
export function localInput(instant: string | undefined): string {
  const at = new Date(instant ?? '');
  if (Number.isNaN(at.getTime())) return '';
  const two = (n: number) => String(n).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** The instant of a local date and time; empty if it is none. */
export function instantOf(local: string): string {
  const at = new Date(local);
  return Number.isNaN(at.getTime()) ? '' : at.toISOString();
}
