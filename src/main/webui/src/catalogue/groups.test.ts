import { expect, it } from 'vitest';
import type { Operation } from '../api/types';
import { groupsOf } from './groups';

function operation(name: string, en: string, zh: string): Operation {
  return { name, title: { en, zh }, description: null } as Operation;
}

const operations = [operation('tenant.create', 'Create tenant', '创建租户'), operation('host.logs', 'Collect logs', '收集日志'), operation('host.inspect', 'Inspect host', '主机巡检')];

it('groups by the first part of the name, sorted', () => {
  expect(groupsOf(operations, '').map(({ key, operations: members }) => [key, members.map(({ name }) => name)])).toEqual([
    ['host', ['host.inspect', 'host.logs']], ['tenant', ['tenant.create']],
  ]);
});

it('searches names and titles in both languages for all words, in any case', () => {
  const found = (text: string) => groupsOf(operations, text).flatMap((group) => group.operations.map(({ name }) => name));
  expect(found('INSPECT')).toEqual(['host.inspect']);
  expect(found('租户')).toEqual(['tenant.create']);
  expect(found('logs  COLL')).toEqual(['host.logs']);
  expect(found('inspect tenant')).toEqual([]);
  expect(found('nothing')).toEqual([]);
});
