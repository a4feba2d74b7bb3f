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
