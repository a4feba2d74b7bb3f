import { expect, it } from 'vitest';
import type { User } from '../api/types';
import { ownersOf } from './tokens';

function user(name: string, tokens: number): User {
  return { name, tokens, role: 'ADMIN', disabled: false, createdAt: '', lastLoginAt: null, sessions: 0 };
}

it('asks for one owner, or for all that have tokens', () => {
  const users = [user('admin', 2), user('ann', 0), user('bob', 1)];
  expect(ownersOf('ann', 'admin', users)).toEqual(['ann']);
  expect(ownersOf('', 'admin', users)).toEqual(['admin', 'bob']);
});

it('asks for the own ones if the users are not known', () => {
  expect(ownersOf('', 'ann', [])).toEqual(['ann']);
});
