import type { Page } from 'playwright-core';
import { afterAll, beforeEach, expect, it } from 'vitest';
import type { AuditEntry, List, Lock, Problem, Task } from '../src/api/types';
import { Api } from './api';
import { closeBrowser, closePage, faultsOf, openPage } from './browser';

const api = new Api();
const files: string[] = [];

beforeEach(freeAll);

afterAll(async () => {
  if (rules) await close(rules);
  await freeAll();
  await closeBrowser();
});

/** Ends the tasks of other tests that hold claims. */
async function freeAll(): Promise<void> {
  files.splice(0).forEach((file) => api.release(file));
  for (const lock of (await api.call<List<Lock>>('GET', '/locks')).items) {
    const id = lock.task?.id ?? '';
    const task = await api.untilTask(id, ({ state }) => state !== 'PENDING');
    if (task.state === 'RUNNING') await api.call('POST', `/tasks/${id}/terminate`).catch(() => undefined);
    const ended = await api.untilTask(id, ({ state }) => !['RUNNING', 'TERMINATING', 'ROLLING_BACK'].includes(state), 'at rest');
    if (['FAILED', 'ROLLBACK_FAILED'].includes(ended.state)) await api.call('POST', `/tasks/${id}/abandon`);
  }
}

/** A running task that holds the claim of global maintenance until the file exists. */
async function holdGlobal(): Promise<{ task: Task; file: string }> {
  const file = api.file();
  files.push(file);
  return { task: await api.submitted('test.holds', 'RUNNING', { file }), file };
}

/** The refusal of a task that is excluded. */
async function refused(operation: string, params: Record<string, unknown> = {}): Promise<string> {
  return api.submit(operation, params).then((task) => `accepted ${task.id}`, (error: Error) => error.message);
}

function row(page: Page, scope: 'LOCAL' | 'CLUSTER', holder: string) {
  return page.locator(`table[data-scope="${scope}"] tr[data-holder="${holder}"]`);
}

/** The words of a row of the matrix. */
async function relations(page: Page, scope: 'LOCAL' | 'CLUSTER', holder: string): Promise<string[]> {
  const cells = await row(page, scope, holder).locator('td').allInnerTexts();
  return cells.map((text) => text.replace('当前', '').trim());
}

/** The row of a task in the table of the present holders. */
function holderRow(page: Page, id: string) {
  return page.locator('section table tbody tr:not([data-holder])', { hasText: id });
}

async function openLocks(): Promise<Page> {
  const page = await openPage('/tasks', { language: 'zh' });
  await page.getByRole('navigation', { name: '系统管理' }).getByRole('link', { name: '运维锁' }).click();
  await page.getByRole('heading', { name: '运维锁' }).waitFor();
  return page;
}

/** One page for the tests that only read the rules. */
let rules: Page | null = null;

async function openRules(): Promise<Page> {
  rules ??= await openLocks();
  return rules;
}

async function close(page: Page): Promise<void> {
  expect(faultsOf(page)).toEqual([]);
  await closePage(page);
}

it('behaviour 56: local tasks and cluster tasks have rules of their own', async () => {
  const page = await openRules();
  expect(await page.getByRole('table', { name: '本地任务' }).count()).toBe(1);
  expect(await page.getByRole('table', { name: '集群任务' }).count()).toBe(1);
  expect(faultsOf(page)).toEqual([]);
});

it('behaviour 57: local tasks have three types of maintenance', async () => {
  const page = await openRules();
  const heads = page.getByRole('table', { name: '本地任务' }).locator('thead th');
  expect((await heads.allInnerTexts()).slice(1)).toEqual(['非运维', '全局运维', 'OBProxy 运维']);
  expect(faultsOf(page)).toEqual([]);
});

it('behaviour 58: two local tasks of global maintenance exclude each other', async () => {
  const { task } = await holdGlobal();
  const problem = await refused('test.holds', { file: api.file() });
  expect(problem).toContain('409');
  expect((JSON.parse(problem.slice(problem.indexOf('{'))) as Problem).holder?.task?.id).toBe(task.id);
  const page = await openLocks();
  const global = row(page, 'LOCAL', 'GLOBAL');
  await global.getByRole('link', { name: `全局运维任务 #${task.id}` }).waitFor();
  expect(await relations(page, 'LOCAL', 'GLOBAL')).toEqual(['共存', '互斥', '共存']);
  expect(await global.locator('td[data-now="true"]').allInnerTexts()).toEqual([expect.stringContaining('当前')]);
  await global.getByRole('link').click();
  await expect.poll(() => new URL(page.url()).pathname).toBe(`/tasks/${task.id}`);
  await close(page);
});

it('behaviour 59: two OBProxy tasks exclude each other, also after the first has failed', async () => {
  const task = await api.submitted('test.graph', 'FAILED');
  expect(await refused('test.graph')).toContain(task.id);
  const page = await openLocks();
  await row(page, 'LOCAL', 'OBPROXY').getByRole('link', { name: `#${task.id}` }).waitFor();
  expect(await relations(page, 'LOCAL', 'OBPROXY')).toEqual(['共存', '共存', '互斥']);
  await holderRow(page, task.id).getByText('执行失败').waitFor();
  await close(page);
});

it('behaviour 60: a local task of global maintenance and an OBProxy task coexist', async () => {
  const { task } = await holdGlobal();
  const proxy = await api.submitted('test.graph', 'FAILED');
  const page = await openLocks();
  const holders = page.getByRole('region', { name: '当前占用' });
  await holders.getByRole('link', { name: '全局运维任务' }).waitFor();
  await holders.getByRole('link', { name: '并行步骤任务' }).waitFor();
  await row(page, 'LOCAL', 'GLOBAL').getByText(task.id).waitFor();
  await row(page, 'LOCAL', 'OBPROXY').getByText(proxy.id).waitFor();
  await close(page);
});

it('behaviour 61: cluster tasks have three types of maintenance', async () => {
  const page = await openRules();
  const heads = page.getByRole('table', { name: '集群任务' }).locator('tbody th > span');
  expect(await heads.allInnerTexts()).toEqual(['非运维', '全局运维', '租户运维']);
  expect(faultsOf(page)).toEqual([]);
});

it('behaviour 62: two cluster tasks of global maintenance exclude each other', async () => {
  const page = await openRules();
  await row(page, 'CLUSTER', 'GLOBAL').locator('td[data-wanted="GLOBAL"]', { hasText: '互斥' }).waitFor();
  expect(faultsOf(page)).toEqual([]);
});

it('behaviour 63: global and tenant maintenance exclude each other in both directions', async () => {
  const page = await openRules();
  expect(await relations(page, 'CLUSTER', 'GLOBAL')).toEqual(['共存', '互斥', '互斥', '互斥']);
  await row(page, 'CLUSTER', 'TENANT').locator('td[data-wanted="GLOBAL"]', { hasText: '互斥' }).waitFor();
  expect(faultsOf(page)).toEqual([]);
});

it('behaviour 64: maintenance of different tenants coexists, of the same tenant it does not', async () => {
  const page = await openRules();
  const heads = page.getByRole('table', { name: '集群任务' }).locator('thead th');
  expect((await heads.allInnerTexts()).slice(1)).toEqual(['非运维', '全局运维', '租户运维（同租户）', '租户运维（不同租户）']);
  expect(await relations(page, 'CLUSTER', 'TENANT')).toEqual(['共存', '互斥', '互斥', '共存']);
  expect(faultsOf(page)).toEqual([]);
});

it('behaviour 65: an excluded task is refused while the other is unfinished, and the page follows live', async () => {
  const { task, file } = await holdGlobal();
  const page = await openLocks();
  const holder = holderRow(page, task.id);
  await holder.getByText('执行中').waitFor();
  await holder.getByText('任务结束后释放').waitFor();
  expect(await refused('test.holds', { file })).toContain('claim.held');
  api.release(file);
  await api.until(task.id, 'SUCCEEDED');
  await expect.poll(() => holder.count()).toBe(0);
  const next = await holdGlobal();
  await holderRow(page, next.task.id).waitFor();
  await close(page);
});

it('behaviour 66: a task without maintenance takes no claim and is not excluded', async () => {
  await holdGlobal();
  const task = await api.submitted('test.succeeds', 'SUCCEEDED');
  const page = await openLocks();
  await row(page, 'LOCAL', 'NONE').getByText('不占用运维锁').waitFor();
  expect(await relations(page, 'LOCAL', 'NONE')).toEqual(['共存', '共存', '共存']);
  expect(await relations(page, 'CLUSTER', 'NONE')).toEqual(['共存', '共存', '共存', '共存']);
  expect(await page.getByText(task.id).count()).toBe(0);
  await page.getByText('本地任务与集群任务互不影响').waitFor();
  await close(page);
});

it('releases the claim of a failed task with a reason; a running one says why not', async () => {
  const { task: running } = await holdGlobal();
  const failed = await api.submitted('test.graph', 'FAILED');
  const page = await openPage('/locks');
  const disabled = holderRow(page, running.id).getByRole('button', { name: 'Release' });
  await disabled.waitFor();
  expect(await disabled.isDisabled()).toBe(true);
  await holderRow(page, running.id).getByRole('note').hover();
  await page.getByRole('tooltip', { name: 'Only the lock of a failed task can be released' }).waitFor();

  const held = holderRow(page, failed.id);
  await held.getByRole('button', { name: 'Release' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('The claim is freed. The task stays failed.').waitFor();
  const confirm = dialog.getByRole('button', { name: 'Release' });
  expect(await confirm.isDisabled()).toBe(true);
  await dialog.getByLabel('Reason').fill('the host is gone');
  await confirm.click();
  await expect.poll(() => held.count()).toBe(0);
  expect((await api.task(failed.id)).state).toBe('FAILED');
  const audit = await api.call<List<AuditEntry>>('GET', '/audit?action=release');
  expect(audit.items[0]).toMatchObject({ reason: 'the host is gone', result: 'ACCEPTED', objectType: 'LOCK' });
  await api.call('POST', `/tasks/${failed.id}/abandon`);
  await close(page);
});

it('tells people who are no administrators that they cannot release', async () => {
  const failed = await api.submitted('test.graph', 'FAILED');
  const name = `u${Math.random().toString(36).slice(2, 10)}`;
  await api.call('POST', '/users', { name, role: 'TASK_VIEWER', password: 'correct horse battery' });
  const page = await openPage('/locks', { user: { name, password: 'correct horse battery' } });
  const held = holderRow(page, failed.id);
  await held.getByRole('button', { name: 'Release' }).waitFor();
  expect(await held.getByRole('button', { name: 'Release' }).isDisabled()).toBe(true);
  expect(await held.getByRole('note').getAttribute('aria-label')).toContain('ADMIN');
  await api.call('DELETE', `/users/${name}`);
  await close(page);
});
