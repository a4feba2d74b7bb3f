import { expect, it } from 'vitest';
import type { Operation } from '../../api/types';
import { grouped } from './catalogue';

const operation = (name: string, zh: string, hidden = false) => ({ name, hidden, title: { en: `Title ${name}`, zh }, description: null }) as Operation;
const all = [operation('tenant.create', '创建租户'), operation('host.inspect', '巡检主机'), operation('host.collect-logs', '收集日志'), operation('agent.self', '', true)];

it('groups by the first segment and leaves out hidden operations', () => {
  expect(grouped(all, '').map((group) => [group.name, group.operations.map(({ name }) => name)])).toEqual([
    ['host', ['host.collect-logs', 'host.inspect']], ['tenant', ['tenant.create']],
  ]);
});

it('finds by all words in either language', () => {
  expect(grouped(all, '租户').map(({ name }) => name)).toEqual(['tenant']);
  expect(grouped(all, 'TITLE  insp')[0]?.operations[0]?.name).toBe('host.inspect');
  expect(grouped(all, 'inspect tenant')).toEqual([]);
});
