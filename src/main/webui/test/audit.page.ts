import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TaskDetail, Token } from '../src/api/types';
import { Api } from './api';
import { closeBrowser, closePage, faultsOf, openPage } from './browser';

const api = new Api();
const viewer = { name: `u${Math.random().toString(36).slice(2, 10)}`, password: 'correct horse battery' };
let task: TaskDetail;

beforeAll(async () => {
  task = await api.submitted('test.fails', 'FAILED');
  await api.call('POST', `/tasks/${task.id}/abandon`, { reason: 'done by hand' });
  await api.call('POST', `/tasks/${task.id}/retry`).catch(() => undefined);
  await api.call('POST', '/users', { ...viewer, role: 'TASK_VIEWER' });
});

afterAll(async () => {
  await api.call('DELETE', `/users/${viewer.name}`);
  await closeBrowser();
});

it('shows who did what with a task, with reason and states; refusals are marked', async () => {
  const page = await openPage(`/audit?taskId=${task.id}`);
  const abandoned = page.getByRole('row', { name: 'Abandon abandon' });
  await abandoned.getByText('done by hand').waitFor();
  expect(await abandoned.innerText()).toContain('Failed → Abandoned');
  const refused = page.getByRole('row', { name: 'Refused' });
  expect(await refused.locator('[data-result="REFUSED"]').innerText()).toContain('task.finished');
  await page.getByRole('row', { name: 'Start task' }).getByText('test.fails').waitFor();
  await abandoned.getByRole('link', { name: task.id }).click();
  await expect.poll(() => new URL(page.url()).pathname).toBe(`/tasks/${task.id}`);
  expect(faultsOf(page)).toEqual([]);
  await closePage(page);
});

it('keeps the filters in the address and exports with the same filters', async () => {
  const page = await openPage('/audit');
  const search = page.getByRole('search', { name: 'Filters' });
  await search.getByRole('textbox', { name: 'Task id' }).fill(task.id);
  await page.keyboard.press('Enter');
  await search.getByRole('combobox', { name: 'Result' }).click();
  await page.locator('.ant-select-item-option', { hasText: 'Refused' }).click();
  await expect.poll(() => new URL(page.url()).search).toBe(`?taskId=${task.id}&result=REFUSED`);
  await expect.poll(() => page.locator('[data-result]').evaluateAll((found) => found.map((element) => element.getAttribute('data-result')))).toEqual(['REFUSED']);

  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Export CSV' }).click()]);
  const lines = readFileSync(await download.path(), 'utf8').trim().split('\n');
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain('REFUSED');

  await page.reload();
  expect(await search.getByRole('textbox', { name: 'Task id' }).inputValue()).toBe(task.id);
  await page.getByRole('button', { name: 'Reset' }).click();
  await expect.poll(() => new URL(page.url()).search).toBe('');
  expect(faultsOf(page)).toEqual([]);
  await closePage(page);
});

it('filters by action and by time', async () => {
  const page = await openPage('/audit');
  await page.getByRole('combobox', { name: 'Action' }).fill('submit test.fails');
  await page.keyboard.press('Enter');
  await expect.poll(() => new URL(page.url()).searchParams.get('action')).toBe('submit test.fails');
  await page.getByRole('row', { name: task.id }).first().waitFor();
  await page.getByRole('textbox', { name: 'To', exact: true }).fill('2001-01-01 00:00');
  await page.keyboard.press('Enter');
  await expect.poll(() => new URL(page.url()).searchParams.get('to')).toBe(new Date('2001-01-01T00:00').toISOString());
  await page.getByText('No entries with these filters.').waitFor();
  expect(faultsOf(page)).toEqual([]);
  await closePage(page);
});

it('reads older entries on demand', async () => {
  const from = new Date().toISOString();
  for (let n = 0; n < 28; n++) await api.call('DELETE', `/tokens/${(await api.call<Token>('POST', '/tokens', { name: `token ${n}` })).id}`);
  const page = await openPage(`/audit?objectType=TOKEN&from=${from}`);
  const rows = page.locator('[data-result]');
  await expect.poll(() => rows.count()).toBe(50);
  await page.getByRole('button', { name: 'Load more' }).click();
  await expect.poll(() => rows.count()).toBe(56);
  await page.getByText('No more entries.').waitFor();
  expect(faultsOf(page)).toEqual([]);
  await closePage(page);
});

it('shows people who are no administrators the entries of tasks only', async () => {
  const page = await openPage('/audit', { user: viewer });
  await page.getByText('You see the entries of tasks.').waitFor();
  await page.locator('[data-result]').first().waitFor();
  expect(await page.getByRole('row', { name: 'Create user' }).count()).toBe(0);
  await page.goto('/audit?action=login');
  await page.getByText('No entries with these filters.').waitFor();
  expect(faultsOf(page)).toEqual([]);
  await closePage(page);
});
