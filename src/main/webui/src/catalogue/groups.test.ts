import { expect, it } from 'vitest';
import type { Operation } from '../api/types';
import { groupsOf } from './groups';

function operation(name: string, en: string, zh: string): Operation {
  return { name, title: { en, zh }, description: null } as Operation;
}

const operations = [operation('host.inspect', 'Inspect host', '主机巡检'), operation('host.logs', 'Collect logs', '收集日志'), operation('tenant.create', 'Create tenant', '创建租户')];

it('groups by the first part of the name', () => {
  expect(groupsOf(operations, '').map(({ key, operations: members }) => [key, members.length])).toEqual([['host', 2], ['tenant', 1]]);
});

it('searches names and titles in both languages, in any case', () => {
  const found = (text: string) => groupsOf(operations, text).flatMap((group) => group.operations.map(({ name }) => name));
  expect(found('INSPECT')).toEqual(['host.inspect']);
  expect(found('租户')).toEqual(['tenant.create']);
  expect(found('nothing')).toEqual([]);
});
