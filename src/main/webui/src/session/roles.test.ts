import { expect, it } from 'vitest';
import { rolesUpTo } from './roles';

it('lets a token have the role of its owner or a lesser one', () => {
  expect(rolesUpTo('ADMIN')).toEqual(['TASK_VIEWER', 'TASK_MANAGER', 'ADMIN']);
  expect(rolesUpTo('TASK_MANAGER')).toEqual(['TASK_VIEWER', 'TASK_MANAGER']);
  expect(rolesUpTo('TASK_VIEWER')).toEqual(['TASK_VIEWER']);
  expect(rolesUpTo('unknown')).toEqual([]);
});
