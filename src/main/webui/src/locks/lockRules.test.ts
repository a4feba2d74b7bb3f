import { describe, expect, it } from 'vitest';
import type { Lock } from '../api/types';
import { excludedBy, holdersOf, HOLDER_TYPES, relation, WANTED_TYPES, type HolderType, type LockScope, type WantedType } from './lockRules';

/** All pairs that exclude each other, as the documents state them. */
const PAIRS: [LockScope, HolderType, WantedType][] = [
  ['LOCAL', 'GLOBAL', 'GLOBAL'],
  ['LOCAL', 'OBPROXY', 'OBPROXY'],
  ['CLUSTER', 'GLOBAL', 'GLOBAL'],
  ['CLUSTER', 'GLOBAL', 'SAME_TENANT'],
  ['CLUSTER', 'GLOBAL', 'OTHER_TENANT'],
  ['CLUSTER', 'TENANT', 'GLOBAL'],
  ['CLUSTER', 'TENANT', 'SAME_TENANT'],
];

describe.each(['LOCAL', 'CLUSTER'] as const)('%s', (scope) => {
  it('excludes exactly the pairs of the documents', () => {
    const found = HOLDER_TYPES[scope].flatMap((holder) =>
      WANTED_TYPES[scope].filter((wanted) => relation(scope, holder, wanted) === 'EXCLUDES').map((wanted) => [scope, holder, wanted]));
    expect(found).toEqual(PAIRS.filter(([of]) => of === scope));
  });

  it('lets a task without maintenance run beside any other', () => {
    expect(excludedBy(scope, 'NONE')).toEqual([]);
    for (const holder of HOLDER_TYPES[scope]) expect(relation(scope, holder, 'NONE')).toBe('COEXISTS');
  });
});

it('counts claims of the scope and type only', () => {
  const lock = (id: string, kind: string, scope: string, type: string) => ({ id, kind, scope, type }) as Lock;
  const locks = [lock('1', 'CLAIM', 'LOCAL', 'GLOBAL'), lock('2', 'VISITOR', 'LOCAL', 'GLOBAL'), lock('3', 'CLAIM', 'CLUSTER', 'GLOBAL')];
  expect(holdersOf(locks, 'LOCAL', 'GLOBAL').map(({ id }) => id)).toEqual(['1']);
});
