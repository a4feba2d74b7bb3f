import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Api } from './api';
import { closeBrowser, closePage, faultsOf, openPage } from './browser';
import { endAll, ids } from './list';

const api = new Api();
const RUNNING = ['PENDING', 'RUNNING', 'TERMINATING', 'ROLLING_BACK'];
const FAILED = ['FAILED', 'ROLLBACK_FAILED'];
const hold = api.file();
let failed: string[] = [];
let running: string[] = [];

beforeAll(() => endAll(api));
afterAll(async () => {
  api.release(hold);
  await endAll(api);
  await closeBrowser();
});

async function startTasks(): Promise<void> {
  if (failed.length) return;
  const tasks = await Promise.all([1, 2, 3].map(() => api.submitted('test.fails', 'FAILED')));
  failed = tasks.map(({ id }) => id).sort();
  const waits = await Promise.all([1, 2].map(() => api.submit('test.waits', { file: hold })));
  running = waits.map(({ id }) => id).sort();
}

const badge = (page: Page) => page.getByTestId('task-badge');
const states = (page: Page) => new URL(page.url()).searchParams.getAll('state').sort();

it('behaviour 3: the badge shows the numbers of running and of failed tasks, live, and none if there are none', async () => {
  const page = await openPage('/about');
  await badge(page).getByRole('link', { name: 'Task Center' }).waitFor();
  await page.locator('[data-connection=live]').waitFor();
  expect(await badge(page).getByRole('link').count()).toBe(1);
  await startTasks();
  await badge(page).getByRole('link', { name: '3 failed' }).waitFor();
  await badge(page).getByRole('link', { name: '2 running' }).waitFor();
  expect(faultsOf(page)).toEqual([]);
  await closePage(page);
});

it('behaviour 4: a number in the bubble opens the list of exactly these tasks', async () => {
  await startTasks();
  const page = await openPage('/about');
  await badge(page).hover();
  const bubble = page.getByTestId('task-bubble');
  await bubble.getByRole('link', { name: '2 running' }).waitFor();
  await bubble.getByRole('link', { name: '3 failed' }).click();
  await expect.poll(async () => (await ids(page)).sort()).toEqual(failed);
  expect(states(page)).toEqual([...FAILED].sort());
  await bubble.waitFor({ state: 'hidden' });
  await page.mouse.move(600, 600);
  await badge(page).hover();
  await bubble.getByRole('link', { name: '2 running' }).click();
  await expect.poll(async () => (await ids(page)).sort()).toEqual(running);
  expect(states(page)).toEqual([...RUNNING].sort());
  expect(faultsOf(page)).toEqual([]);
  await closePage(page);
});

it('behaviour 5: a click on Task Center opens the list with all states', async () => {
  await startTasks();
  const page = await openPage('/tasks?state=FAILED');
  await badge(page).getByRole('link', { name: 'Task Center' }).click();
  await expect.poll(() => new URL(page.url()).search).toBe('');
  await page.getByRole('link', { name: 'All', exact: true }).and(page.locator('[aria-current=page]')).waitFor();
  await expect.poll(async () => (await ids(page)).filter((id) => [...failed, ...running].includes(id)).length).toBe(5);
  expect(faultsOf(page)).toEqual([]);
  await closePage(page);
});

it('behaviour 50: the entry in the upper right shows the number of tasks that run or failed, in Chinese too', async () => {
  await startTasks();
  const page = await openPage('/tasks', { language: 'zh' });
  await badge(page).getByRole('link', { name: '3 个执行失败' }).click();
  await expect.poll(async () => (await ids(page)).sort()).toEqual(failed);
  await badge(page).getByRole('link', { name: '2 个执行中' }).click();
  await expect.poll(async () => (await ids(page)).sort()).toEqual(running);
  expect(faultsOf(page)).toEqual([]);
  await closePage(page);
});

it('behaviour 51: the entry 任务中心 in the upper right opens the task center', async () => {
  const page = await openPage('/about', { language: 'zh' });
  await badge(page).getByRole('link', { name: '任务中心' }).click();
  await page.getByRole('heading', { name: '任务中心', level: 1 }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/tasks');
  expect(faultsOf(page)).toEqual([]);
  await closePage(page);
});

it('opens the bubble on keyboard focus, with the last five tasks, and closes it on Escape', async () => {
  await startTasks();
  const page = await openPage('/about');
  await badge(page).getByRole('link', { name: '3 failed' }).waitFor();
  await badge(page).getByRole('link', { name: 'Task Center' }).focus();
  const bubble = page.getByTestId('task-bubble');
  await expect.poll(() => bubble.locator('a[href^="/tasks/"]').count()).toBe(5);
  await page.keyboard.press('Escape');
  await bubble.waitFor({ state: 'hidden' });
  expect(faultsOf(page)).toEqual([]);
  await closePage(page);
});

it('counts a failed task until it is abandoned', async () => {
  await startTasks();
  const page = await openPage('/about');
  await badge(page).getByRole('link', { name: '3 failed' }).waitFor();
  await api.call('POST', `/tasks/${failed[0]}/abandon`, { reason: 'test' });
  await badge(page).getByRole('link', { name: '2 failed' }).waitFor();
  failed = failed.slice(1);
  expect(faultsOf(page)).toEqual([]);
  await closePage(page);
});

it.each(['zh', 'en'] as const)('keeps the bubble within the window of a phone (%s)', async (language) => {
  await startTasks();
  const page = await openPage('/about', { language, width: 400, height: 800 });
  await badge(page).hover();
  const bubble = page.getByTestId('task-bubble');
  await expect.poll(() => bubble.locator('a[href^="/tasks/"]').count()).toBe(5);
  await expect.poll(async () => (await bubble.boundingBox())!.x).toBeGreaterThanOrEqual(8);
  const box = (await bubble.boundingBox())!;
  expect(box.x + box.width).toBeLessThanOrEqual(392);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(400);
  expect(faultsOf(page)).toEqual([]);
  await closePage(page);
});
