import type { Query } from '../../api/client';
import type { TaskState } from '../../api/types';

/** States that the daemon counts as one number, as the tabs and the badge show them. */
export const RUNNING_STATES = ['PENDING', 'RUNNING', 'TERMINATING', 'ROLLING_BACK'] as const satisfies TaskState[];
export const FAILED_STATES = ['FAILED', 'ROLLBACK_FAILED'] as const satisfies TaskState[];
export const ENDED_STATES = ['SUCCEEDED', 'ROLLED_BACK', 'ABANDONED'] as const satisfies TaskState[];
export const ALL_STATES: readonly TaskState[] = [...RUNNING_STATES, ...FAILED_STATES, ...ENDED_STATES];

export const WAIT_KINDS = ['WORKER', 'UPSTREAM', 'DRAIN', 'RETRY', 'CONDITION', 'CLAIM', 'AGENT'] as const;
export const CLAIM_TYPES = ['NONE', 'GLOBAL', 'OBPROXY', 'TENANT'] as const;
export const SCOPES = ['LOCAL', 'CLUSTER'] as const;
export const SORTS = ['createdAt', '-createdAt', 'endedAt', '-endedAt', 'name', '-name'] as const;
export const PAGE_SIZES = [20, 50, 100, 200];

/** What the search box looks in. `id` and `q` are the same parameter of the daemon. */
export const SEARCH_MODES = ['q', 'name', 'target', 'id'] as const;
export type SearchMode = (typeof SEARCH_MODES)[number];

/** What the list shows. Empty texts and lists select nothing. */
export interface ListState {
  state: TaskState[];
  waitingFor: string[];
  host: string[];
  scope: string;
  maintenance: string;
  operation: string;
  initiator: string;
  target: string;
  targetType: string;
  name: string;
  q: string;
  id: string;
  from: string;
  to: string;
  waitingLongerThanMs: string;
  sort: string;
  limit: number;
  /** Empty: the first page. */
  cursor: string;
  /** Number of the page, from 1. */
  page: number;
}

const LISTS = ['state', 'waitingFor', 'host'] as const;
const TEXTS = ['scope', 'maintenance', 'operation', 'initiator', 'target', 'targetType', 'name', 'q', 'id', 'from', 'to', 'waitingLongerThanMs'] as const;
/** Names of the filters: everything but order and page. */
export const FILTERS = [...LISTS, ...TEXTS] as const;
export type FilterName = (typeof FILTERS)[number];

export const DEFAULT_SORT = '-createdAt';
export const DEFAULT_LIMIT = 20;

/** Values that the daemon would refuse are dropped, so that an old link still shows a list. */
const ALLOWED: Partial<Record<FilterName, readonly string[]>> = {
  state: ALL_STATES, waitingFor: WAIT_KINDS, scope: SCOPES, maintenance: CLAIM_TYPES,
};

function valid(name: FilterName, value: string): boolean {
  if (name === 'waitingLongerThanMs') return /^\d{1,15}$/.test(value);
  if (name === 'from' || name === 'to') return !Number.isNaN(Date.parse(value));
  return value !== '' && (ALLOWED[name]?.includes(value) ?? true);
}

export function readListState(search: URLSearchParams): ListState {
  const list = (name: FilterName) => [...new Set(search.getAll(name))].filter((value) => valid(name, value));
  const text = (name: FilterName) => search.getAll(name).find((value) => valid(name, value)) ?? '';
  const sort = search.get('sort') ?? '';
  const limit = Number(search.get('limit'));
  const cursor = search.get('cursor') ?? '';
  return {
    ...(Object.fromEntries(TEXTS.map((name) => [name, text(name)])) as Pick<ListState, (typeof TEXTS)[number]>),
    state: list('state') as TaskState[],
    waitingFor: list('waitingFor'),
    host: list('host'),
    sort: (SORTS as readonly string[]).includes(sort) ? sort : DEFAULT_SORT,
    limit: PAGE_SIZES.includes(limit) ? limit : DEFAULT_LIMIT,
    cursor,
    page: cursor ? Math.max(2, Math.trunc(Number(search.get('page'))) || 2) : 1,
  };
}

/** The shortest parameters that give the same state. */
export function writeListState(state: ListState): URLSearchParams {
  const search = new URLSearchParams();
  for (const name of FILTERS) {
    const value = state[name];
    for (const one of Array.isArray(value) ? value : [value]) if (one !== '') search.append(name, one);
  }
  if (state.sort !== DEFAULT_SORT) search.set('sort', state.sort);
  if (state.limit !== DEFAULT_LIMIT) search.set('limit', String(state.limit));
  if (state.cursor) {
    search.set('cursor', state.cursor);
    search.set('page', String(state.page));
  }
  return search;
}

/** The state after a change of filters, order, or size: always the first page. */
export function changed(state: ListState, change: Partial<ListState>): ListState {
  return { ...state, cursor: '', page: 1, ...change };
}

/** The filters as the daemon names them, without those that have no value. */
export function filterQuery(state: ListState): Record<string, string | string[]> {
  const query: Record<string, string | string[]> = {};
  for (const name of FILTERS) {
    const value = state[name];
    if (value.length && name !== 'id') query[name] = value;
  }
  if (state.id) query['q'] = state.id;
  return query;
}

/** The parameters of the daemon's list. */
export function listQuery(state: ListState): Query {
  return { ...filterQuery(state), sort: state.sort, limit: state.limit, ...(state.cursor ? { cursor: state.cursor } : {}) };
}

/** Names of the filters that have a value. */
export function activeFilters(state: ListState): FilterName[] {
  return FILTERS.filter((name) => state[name].length > 0);
}

/** The filters as a batch has them: the same names, and numbers as numbers. */
export function batchFilter(state: ListState): Record<string, string | number | string[]> {
  const longer = state.waitingLongerThanMs;
  return { ...filterQuery(state), ...(longer ? { waitingLongerThanMs: Number(longer) } : {}) };
}

export type Tab = 'all' | 'running' | 'failed' | 'ended';
export const TAB_STATES: Record<Tab, readonly TaskState[]> = { all: [], running: RUNNING_STATES, failed: FAILED_STATES, ended: ENDED_STATES };

/** The tab whose states are selected. Null: another selection of states. */
export function tabOf(state: ListState): Tab | null {
  const selected = [...state.state].sort().join();
  return (Object.keys(TAB_STATES) as Tab[]).find((tab) => [...TAB_STATES[tab]].sort().join() === selected) ?? null;
}

/** The mode of the search box: the first that has a text. */
export function searchMode(state: ListState): SearchMode | null {
  return SEARCH_MODES.find((mode) => state[mode] !== '') ?? null;
}

/** The state after a search. The text of another mode is removed. */
export function searched(state: ListState, mode: SearchMode, text: string): ListState {
  const previous = searchMode(state);
  return changed(state, { ...(previous ? { [previous]: '' } : {}), [mode]: text.trim() });
}
