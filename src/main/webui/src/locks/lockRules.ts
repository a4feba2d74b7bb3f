import type { Lock } from '../api/types';

/**
 * Which unfinished task excludes which new one. The rules are fixed: the page shows them, the daemon applies them.
 * Local and cluster tasks never exclude each other.
 */
export type LockScope = 'LOCAL' | 'CLUSTER';
export type HolderType = 'NONE' | 'GLOBAL' | 'OBPROXY' | 'TENANT';
/** A tenant's task meets one of the same tenant, or of another. */
export type WantedType = 'NONE' | 'GLOBAL' | 'OBPROXY' | 'SAME_TENANT' | 'OTHER_TENANT';
export type Relation = 'EXCLUDES' | 'COEXISTS';

/** Rows of the matrix: the type of an unfinished task. */
export const HOLDER_TYPES: Record<LockScope, HolderType[]> = {
  LOCAL: ['NONE', 'GLOBAL', 'OBPROXY'],
  CLUSTER: ['NONE', 'GLOBAL', 'TENANT'],
};

/** Columns of the matrix: the type of a task that is to be started. */
export const WANTED_TYPES: Record<LockScope, WantedType[]> = {
  LOCAL: ['NONE', 'GLOBAL', 'OBPROXY'],
  CLUSTER: ['NONE', 'GLOBAL', 'SAME_TENANT', 'OTHER_TENANT'],
};

/** By scope and type of the unfinished task: what cannot be started beside it. */
const EXCLUDED: Record<LockScope, Partial<Record<HolderType, WantedType[]>>> = {
  LOCAL: { GLOBAL: ['GLOBAL'], OBPROXY: ['OBPROXY'] },
  CLUSTER: { GLOBAL: ['GLOBAL', 'SAME_TENANT', 'OTHER_TENANT'], TENANT: ['GLOBAL', 'SAME_TENANT'] },
};

/** Whether a task can be started while one of the type of the row is unfinished. */
export function relation(scope: LockScope, holder: HolderType, wanted: WantedType): Relation {
  return EXCLUDED[scope][holder]?.includes(wanted) ? 'EXCLUDES' : 'COEXISTS';
}

/** What a task of the type cannot run beside, for the description of an operation. */
export function excludedBy(scope: LockScope, type: HolderType): WantedType[] {
  return EXCLUDED[scope][type] ?? [];
}

/** The claims of a row of the matrix. Visitors of cluster tasks are no claims. */
export function holdersOf(locks: readonly Lock[], scope: LockScope, type: HolderType): Lock[] {
  return locks.filter((lock) => lock.kind === 'CLAIM' && lock.scope === scope && lock.type === type);
}
