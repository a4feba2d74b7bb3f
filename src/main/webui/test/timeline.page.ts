import type { Page } from 'playwright-core';
import { afterAll, expect, it } from 'vitest';
import { Api } from './api';
import { closeBrowser, closePage, faultsOf, openPage, type PageOptions } from './browser';

const api = new Api();
afterAll(closeBrowser);

/** Opens a task in the timeline as a user does: by the view switch. */
async function openTimeline(task: { id: string }, options: PageOptions = {}): Promise<Page> {
  const page = await openPage(`/tasks/${task.id}`, options);
  await page.getByText(options.language === 'zh' ? '时间线' : 'Timeline', { exact: true }).click();
  await page.locator('[data-row]').first().waitFor();
  return page;
}

const bars = (page: Page, subTaskId: string) => page.locator(`[data-row="${subTaskId}"] [data-bar]`);

async function ok(page: Page): Promise<void> {
  expect(faultsOf(page)).toEqual([]);
  await closePage(page);
}

it('has a bar per attempt, hatched for a rollback, and a mark for the operation of a user', async () => {
  const task = await api.submitted('test.fails', 'FAILED', { file: api.file() });
  await api.call('POST', `/tasks/${task.id}/retry`, { reason: 'the file should be there now' });
  const { id } = api.subTask(task, 'apply');
  await api.untilTask(task.id, ({ state, subTasks }) => state === 'FAILED' && subTasks.find((subTask) => subTask.id === id)!.attempts.length === 3);
  const page = await openTimeline(task);
  await expect.poll(() => bars(page, id).count()).toBe(3);
  expect(await bars(page, id).evaluateAll((all) => all.map((bar) => [bar.getAttribute('data-kind'), bar.getAttribute('data-tone')]))).toEqual([
    ['RUN', 'failed'], ['ROLLBACK', 'neutral'], ['RUN', 'failed'],
  ]);
  // The text alternative of a bar says what its tooltip says.
  expect(await bars(page, id).first().getAttribute('aria-label')).toMatch(/^Apply · .*Attempt 1 · run · first run, Failed · .*Exit code 3/);
  // The failed sub task waited for the user.
  expect(await page.locator(`[data-row="${id}"] [data-wait="PERSON"]`).count()).toBe(1);
  const mark = page.locator('[data-row="marks"] [data-action="retry"]');
  await mark.hover();
  const tip = page.getByRole('tooltip');
  await tip.getByText('Retry · admin (ADMIN, API)').waitFor();
  await tip.getByText('Reason: the file should be there now').waitFor();
  await tip.getByText('Failed → Running').waitFor();
  await ok(page);
});

it('opens the attempt of a bar', async () => {
  const task = await api.submitted('test.fails', 'FAILED', { file: api.file() });
  const page = await openTimeline(task);
  const { id } = api.subTask(task, 'apply');
  await bars(page, id).click();
  await expect.poll(() => new URL(page.url()).searchParams.get('sub')).toBe(id);
  expect(new URL(page.url()).searchParams.get('attempt')).toBe('1');
  await ok(page);
});

it('moves between bars by arrow keys', async () => {
  const task = await api.submitted('test.succeeds', 'SUCCEEDED');
  const page = await openTimeline(task);
  const chart = page.getByRole('list', { name: 'Timeline of the attempts' });
  await page.locator('[data-row="marks"] [data-action="submit"]').waitFor();
  await chart.focus();
  await page.keyboard.press('ArrowDown');
  const focused = () => page.evaluate(() => document.activeElement?.closest('[data-row]')?.getAttribute('data-row'));
  await expect.poll(focused).toBe('marks');
  await page.keyboard.press('ArrowDown');
  await expect.poll(focused).toBe(api.subTask(task, 'first').id);
  await page.getByRole('tooltip').getByText('first run').waitFor();
  await page.keyboard.press('ArrowDown');
  await expect.poll(focused).toBe(api.subTask(task, 'second').id);
  await page.keyboard.press('Enter');
  await expect.poll(() => new URL(page.url()).searchParams.get('sub')).toBe(api.subTask(task, 'second').id);
  await ok(page);
});

it('shows waits as waits, and the present while the task runs', async () => {
  const { id } = await api.submit('test.retries', { file: api.file() });
  const waiting = await api.untilTask(id, ({ subTasks }) => subTasks.some(({ state }) => state === 'WAITING'), 'waiting');
  const page = await openTimeline({ id });
  const flaky = api.subTask(waiting, 'flaky');
  await api.until(id, 'SUCCEEDED');
  await page.locator(`[data-row="${flaky.id}"] [data-wait="DELAY"]`).waitFor();
  expect(await page.locator(`[data-row="${flaky.id}"] [data-wait="DELAY"]`).getAttribute('aria-label')).toContain('Waited for the automatic retry');
  await expect.poll(() => page.getByTestId('now').count()).toBe(0);
  await ok(page);

  const file = api.file();
  const long = await api.submit('test.waits', { file });
  const { subTasks } = await api.untilTask(long.id, (task) => task.subTasks.some(({ stepId, state }) => stepId === 'long' && state === 'RUNNING'));
  const running = await openTimeline(long);
  await running.getByTestId('now').waitFor();
  const bar = bars(running, subTasks.find(({ stepId }) => stepId === 'long')!.id);
  const width = async () => (await bar.boundingBox())!.width;
  const before = await width();
  await expect.poll(width, { timeout: 15_000 }).not.toBe(before);
  api.release(file);
  await api.until(long.id, 'SUCCEEDED');
  await running.getByTestId('now').waitFor({ state: 'detached' });
  await ok(running);
});

it('zooms, and fits to the width again', async () => {
  const task = await api.submitted('test.succeeds', 'SUCCEEDED');
  const page = await openTimeline(task, { language: 'zh' });
  const chart = page.getByRole('list', { name: '执行时间线' });
  const width = async () => (await chart.boundingBox())!.width;
  const before = await width();
  await page.getByRole('button', { name: '放大' }).click();
  await expect.poll(width).toBeCloseTo(before * 2, -1);
  await page.getByRole('button', { name: '适应宽度' }).click();
  await expect.poll(width).toBeCloseTo(before, -1);
  await ok(page);
});
