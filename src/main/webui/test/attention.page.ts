import { afterAll, beforeAll, expect, it } from 'vitest';
import { Api } from './api';
import { closeBrowser, closePage, faultsOf, openPage } from './browser';
import { endAll, row } from './list';

const api = new Api();

beforeAll(() => endAll(api));
afterAll(async () => {
  await endAll(api);
  await closeBrowser();
});

it('shows what needs a user, grouped by cause, and nothing when all is done', async () => {
  const page = await openPage('/tasks');
  const block = page.getByTestId('attention');
  await page.getByRole('region', { name: 'Filters' }).waitFor();
  expect(await block.count()).toBe(0);
  const failed = await Promise.all([1, 2].map(() => api.submitted('test.fails', 'FAILED')));
  const cause = block.locator('li[data-kind=FAILED]');
  await cause.getByText('2 tasks').waitFor();
  await cause.getByText('ERROR: no such file').waitFor();
  expect(await cause.getByRole('link', { name: /Task that fails #/ }).count()).toBe(2);
  await cause.getByRole('button', { name: 'Abandon (2)' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Reason').fill('known');
  await dialog.getByRole('button', { name: 'Abandon' }).click();
  await page.getByText('2 accepted, 0 refused').waitFor();
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  for (const { id } of failed) await row(page, id).getByText('Abandoned').waitFor();
  await block.waitFor({ state: 'detached' });
  expect(faultsOf(page)).toEqual([]);
  await closePage(page);
});

it('opens the first failed log at its error line by one click', async () => {
  const task = await api.submitted('test.fails', 'FAILED');
  const page = await openPage('/tasks');
  await page.getByTestId('attention').getByRole('link', { name: 'First failed log' }).click();
  await expect.poll(() => new URL(page.url()).pathname).toBe(`/tasks/${task.id}`);
  const search = new URL(page.url()).searchParams;
  expect(search.get('sub')).toBe(api.subTask(task, 'apply').id);
  expect(search.get('attempt')).toBe('1');
  expect(Number(search.get('line'))).toBe(task.focus?.line);
  await api.call('POST', `/tasks/${task.id}/abandon`, { reason: 'test' });
  expect(faultsOf(page)).toEqual([]);
  await closePage(page);
});

it('does not move the list when the block arrives late, and shows the list without the block if it fails', async () => {
  const failed = await api.submitted('test.fails', 'FAILED');
  const page = await openPage('/about');
  const answers: (() => Promise<void>)[] = [];
  await page.route('**/api/v2/attention*', (route) => void answers.push(() => route.continue()));
  const listed = page.waitForResponse('**/api/v2/tasks?*');
  await page.getByRole('link', { name: 'Task Center' }).first().click();
  await listed;
  await expect.poll(() => answers.length).toBeGreaterThan(0);
  const filters = page.getByRole('region', { name: 'Filters' });
  expect(await filters.count()).toBe(0);
  await answers[0]!();
  await page.getByTestId('attention').waitFor();
  await filters.waitFor();
  await page.unroute('**/api/v2/attention*');
  await page.route('**/api/v2/attention*', (route) => route.abort());
  await page.reload();
  await row(page, failed.id).waitFor();
  expect(await page.getByTestId('attention').count()).toBe(0);
  await closePage(page);
});

it('shows a new cause only when the pointer rests, so that a click does not miss', async () => {
  await endAll(api);
  const page = await openPage('/tasks');
  const block = page.getByTestId('attention');
  await page.getByRole('region', { name: 'Filters' }).waitFor();
  const failed = await api.submit('test.fails');
  for (let i = 0; i < 30; i++) {
    await page.mouse.move(300 + i, 300);
    await page.waitForTimeout(150);
    expect(await block.count()).toBe(0);
  }
  // The list itself follows at once.
  await row(page, failed.id).getByText('Failed').waitFor();
  await block.waitFor();
  await closePage(page);
});

it('names the claim that refuses others, confirms an operation on its task, and folds', async () => {
  const task = await api.submit('test.holds', { file: api.file() });
  await api.submit('test.holds', { file: api.file() }).catch(() => undefined);
  const page = await openPage('/tasks', { language: 'zh' });
  const block = page.getByTestId('attention');
  const cause = block.locator('li[data-kind=CLAIM]');
  await cause.getByText('运维锁', { exact: true }).waitFor();
  await cause.getByRole('button', { name: '终止任务' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('原因').fill('阻塞其他任务');
  await dialog.getByRole('button', { name: '终止任务' }).click();
  await api.until(task.id, 'FAILED');
  await cause.getByRole('button', { name: /放\s?弃/ }).waitFor();
  await block.getByRole('button', { name: /待处理/ }).click();
  await cause.waitFor({ state: 'detached' });
  await page.reload();
  await block.getByRole('button', { name: /待处理/ }).and(page.locator('[aria-expanded=false]')).waitFor();
  expect(faultsOf(page)).toEqual([]);
  await closePage(page);
});
