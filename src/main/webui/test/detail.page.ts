import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, expect, it } from 'vitest';
import type { TaskDetail } from '../src/api/types';
import { Api } from './api';
import { closeBrowser, closePage, faultsOf, openPage, type PageOptions } from './browser';

const AXE = join(import.meta.dirname, '../node_modules/axe-core/axe.min.js');

interface AxeResult {
  violations: { id: string; impact: string; nodes: { html: string }[] }[];
}

afterAll(closeBrowser);

const open = (task: TaskDetail | { id: string }, query = '', options: PageOptions = {}) => openPage(`/tasks/${task.id}${query}`, options);
const entry = (page: Page, name: string) => page.getByRole('tree').getByRole('treeitem', { name });
const panel = (page: Page, subTaskId: string) => page.locator(`[data-subtask="${subTaskId}"]`);
const log = (page: Page) => page.getByRole('log');

async function done(page: Page): Promise<void> {
  expect(faultsOf(page)).toEqual([]);
  await closePage(page);
}

it('behaviour 16: the page opens in the log view and a switch changes to the flow view', async () => {
  const page = await open(await new Api().submitted('test.detail', 'FAILED'));
  await page.getByRole('tree', { name: 'Sub tasks' }).waitFor();
  await log(page).waitFor();
  await page.getByText('Flow view', { exact: true }).click();
  await expect.poll(() => new URL(page.url()).searchParams.get('view')).toBe('flow');
  await expect.poll(() => page.getByRole('tree', { name: 'Sub tasks' }).count()).toBe(0);
  await page.getByText('Timeline', { exact: true }).click();
  await expect.poll(() => new URL(page.url()).searchParams.get('view')).toBe('timeline');
  await page.goBack();
  await page.goBack();
  await page.getByRole('tree', { name: 'Sub tasks' }).waitFor();
  await done(page);
});

it('behaviour 17: the upper right has retry, roll back, locate current progress and download logs', async () => {
  const page = await open(await new Api().submitted('test.detail', 'FAILED'), '', { language: 'zh' });
  await page.getByRole('heading', { name: '详情页任务' }).waitFor();
  const title = (await page.getByRole('heading', { name: '详情页任务' }).boundingBox())!;
  for (const name of ['定位当前进度', '下载日志', /重\s*试/, /回\s*滚/, /放\s*弃/, '终止任务', '复制为新任务']) {
    const button = page.getByRole('button', { name }).first();
    const box = (await button.boundingBox())!;
    expect(box.x, String(name)).toBeGreaterThan(title.x + title.width);
    expect(Math.abs(box.y - title.y), String(name)).toBeLessThan(24);
  }
  await page.getByRole('button', { name: /放\s*弃/ }).first().hover();
  await page.getByText('跳过任务').waitFor();
  await done(page);
});

it('behaviour 18: the left side selects a sub task, the right side shows its execution and its whole log', async () => {
  const api = new Api();
  const task = await api.submitted('test.detail', 'FAILED');
  const page = await open(task);
  await entry(page, 'First check').click();
  const first = panel(page, api.subTask(task, 'first').id);
  await first.getByText('127.0.0.1').first().waitFor();
  await first.getByText('Run · first run').waitFor();
  await log(page).getByText('checked', { exact: true }).waitFor();
  await entry(page, 'All kinds of lines').click();
  const second = panel(page, api.subTask(task, 'lines').id);
  await second.getByText('Exit code').waitFor();
  await second.getByText('420 lines').waitFor();
  await page.keyboard.press('g');
  await page.keyboard.press('g');
  await log(page).locator('[data-line="1"]').waitFor();
  await page.keyboard.press('G');
  await log(page).locator('[data-line="420"]').waitFor();
  await done(page);
});

it('behaviour 19: operations of a sub task are at its entry and in the log panel', async () => {
  const task = await new Api().submitted('test.detail', 'FAILED');
  const page = await open(task);
  await entry(page, 'All kinds of lines').getByRole('button', { name: 'Operations of' }).click();
  await page.getByRole('menuitem', { name: 'Retry' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Retry: All kinds of lines').waitFor();
  const text = await dialog.locator('dl').innerText();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.locator('[data-subtask]').getByRole('button', { name: 'Retry' }).click();
  await dialog.getByText('Retry: All kinds of lines').waitFor();
  expect(await dialog.locator('dl').innerText()).toBe(text);
  await done(page);
});

it('behaviour 38: retry of a task is on its page; behaviour 41: roll back is there for failed tasks', async () => {
  const api = new Api();
  const task = await api.submitted('test.detail', 'FAILED');
  const page = await open(task);
  await page.getByRole('button', { name: 'Retry' }).first().waitFor();
  expect(await page.getByRole('button', { name: 'Retry' }).first().isEnabled()).toBe(true);
  expect(await page.getByRole('button', { name: 'Roll back' }).first().isEnabled()).toBe(true);
  await done(page);
  const succeeded = await open(await api.submitted('test.succeeds', 'SUCCEEDED'));
  const button = succeeded.getByRole('button', { name: 'Roll back', exact: true });
  await button.waitFor();
  expect(await button.isDisabled()).toBe(true);
  await button.locator('..').hover();
  await succeeded.getByRole('tooltip').waitFor();
  await done(succeeded);
});

it('behaviour 46: locate shows the running sub task with its log', async () => {
  const api = new Api();
  const file = api.file();
  const task = await api.submit('test.waits', { file });
  const running = await api.untilTask(task.id, (one) => api.subTask(one, 'long').state === 'RUNNING');
  const page = await open(task);
  await entry(page, 'Before').click();
  await panel(page, api.subTask(running, 'before').id).waitFor();
  await page.getByRole('button', { name: 'Locate current progress' }).click();
  await panel(page, api.subTask(running, 'long').id).waitFor();
  await log(page).getByText('line 1', { exact: true }).waitFor();
  expect(await entry(page, 'Long step').getAttribute('aria-selected')).toBe('true');
  api.release(file);
  await done(page);
});

it('behaviour 47: locate shows the failed sub task and its first error', async () => {
  const api = new Api();
  const task = await api.submitted('test.detail', 'FAILED');
  const page = await open(task);
  await entry(page, 'First check').click();
  await page.keyboard.press('l');
  await panel(page, api.subTask(task, 'lines').id).waitFor();
  const line = task.focus!.line!;
  await expect.poll(() => new URL(page.url()).searchParams.get('line')).toBe(String(line));
  const row = log(page).locator(`[data-line="${line}"]`);
  await row.getByText('ERROR: disk /dev/vdb is full').waitFor();
  const [box, view] = [(await row.boundingBox())!, (await log(page).boundingBox())!];
  expect(box.y).toBeGreaterThanOrEqual(view.y);
  expect(box.y + box.height).toBeLessThanOrEqual(view.y + view.height + 1);
  await done(page);
});

it('locates the failed sub tasks one after the other', async () => {
  const page = await open(await new Api().submitted('test.detailhosts', 'FAILED'));
  await page.getByRole('tree').waitFor();
  const ids: (string | null)[] = [];
  for (const at of [1, 2, 1]) {
    await page.keyboard.press('l');
    await page.getByRole('button', { name: `Locate current progress ${at}/2` }).waitFor();
    ids.push(new URL(page.url()).searchParams.get('sub'));
  }
  expect(ids[0]).not.toBe(ids[1]);
  expect(ids[2]).toBe(ids[0]);
  await done(page);
});

it('behaviour 48: the page downloads the logs of all sub tasks', async () => {
  const page = await open(await new Api().submitted('test.detail', 'FAILED'));
  await page.getByRole('button', { name: 'Download logs' }).click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: 'All logs' }).getByRole('link').click()]);
  expect(download.suggestedFilename()).toMatch(/\.zip$/);
  const content = readFileSync(await download.path()).toString('latin1');
  for (const name of ['task_info.txt', 'first', 'lines']) expect(content).toContain(name);
  await done(page);
});

it('behaviour 67: a failed task shows the log at the right side, and why it failed on top', async () => {
  const api = new Api();
  const task = await api.submitted('test.detail', 'FAILED');
  const page = await open(task);
  const card = page.getByRole('region', { name: 'Failed: All kinds of lines' });
  await card.getByText('ERROR: disk /dev/vdb is full').waitFor();
  await card.getByText('FATAL: giving up').waitFor();
  expect(await card.innerText()).toMatch(/Exit code\s*7/);
  expect(await card.getByRole('button').allInnerTexts()).toEqual(['Locate current progress', 'Retry', 'Roll back', 'Abandon']);
  await log(page).locator(`[data-line="${task.focus!.line}"]`).waitFor();
  const [tree, right] = [(await page.getByRole('tree').boundingBox())!, (await log(page).boundingBox())!];
  expect(right.x).toBeGreaterThan(tree.x + tree.width);
  await done(page);
});

it('behaviour 68: the log panel downloads the log of the step and links the community', async () => {
  const api = new Api();
  const task = await api.submitted('test.detail', 'FAILED');
  const page = await open(task, '', { language: 'zh' });
  const right = page.locator('[data-subtask]');
  const link = right.getByRole('link', { name: '问答区' });
  expect(await link.getAttribute('href')).toBe('https://open.oceanbase.com/');
  const [download] = await Promise.all([page.waitForEvent('download'), right.getByRole('link', { name: '下载日志' }).click()]);
  const text = readFileSync(await download.path(), 'utf8');
  expect(text).toContain('ERROR: disk /dev/vdb is full');
  expect(text).not.toContain('checked');
  await entry(page, '第一次检查').click();
  await panel(page, api.subTask(task, 'first').id).waitFor();
  expect(await right.getByRole('link', { name: '问答区' }).count()).toBe(0);
  await done(page);
});

it('behaviour 69: a failed task has retry, roll back and skip task; behaviour 70: on its page', async () => {
  const task = await new Api().submitted('test.detail', 'FAILED');
  const page = await openPage('/', { language: 'zh' });
  await page.goto(`/tasks/${task.id}`);
  for (const name of [/重\s*试/, /回\s*滚/, /放\s*弃/]) expect(await page.getByRole('button', { name }).first().isEnabled(), String(name)).toBe(true);
  await page.getByRole('button', { name: /放\s*弃/ }).first().click();
  await page.getByRole('dialog').getByText('即 obshell Dashboard 的“跳过任务”。').waitFor();
  await done(page);
});

it('behaviour 74: locate works for running and for failed tasks by one key in each view', async () => {
  const api = new Api();
  const task = await api.submitted('test.detail', 'FAILED');
  const lines = api.subTask(task, 'lines').id;
  for (const view of ['log', 'flow', 'timeline']) {
    const page = await open(task, `?view=${view}&sub=${api.subTask(task, 'first').id}`);
    await page.getByRole('heading', { name: 'Task for the detail page' }).waitFor();
    await page.keyboard.press('l');
    await expect.poll(() => new URL(page.url()).searchParams.get('sub')).toBe(lines);
    expect(new URL(page.url()).searchParams.get('view') ?? 'log').toBe(view);
    await done(page);
  }
});

it('keeps the selected sub task while states change, and follows the current one until a choice', async () => {
  const api = new Api();
  const file = api.file();
  const task = await api.submit('test.waits', { file });
  const running = await api.untilTask(task.id, (one) => api.subTask(one, 'long').state === 'RUNNING');
  const [free, chosen] = [await open(task), await open(task)];
  await panel(free, api.subTask(running, 'long').id).waitFor();
  await entry(chosen, 'Before').click();
  api.release(file);
  await api.until(task.id, 'SUCCEEDED');
  await panel(free, api.subTask(running, 'after').id).waitFor();
  await chosen.getByRole('heading', { name: 'Task that runs long' }).waitFor();
  await expect.poll(() => chosen.locator('main [data-state="SUCCEEDED"]').count()).toBeGreaterThan(3);
  expect(await panel(chosen, api.subTask(running, 'before').id).count()).toBe(1);
  await done(free);
  await done(chosen);
});

it('moves by keys: j, k, v, Enter and the overview', async () => {
  const api = new Api();
  const task = await api.submitted('test.detail', 'FAILED');
  const page = await open(task);
  await panel(page, api.subTask(task, 'lines').id).waitFor();
  await page.keyboard.press('k');
  await panel(page, api.subTask(task, 'first').id).waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await panel(page, api.subTask(task, 'last').id).waitFor();
  await page.keyboard.press('k');
  await log(page).waitFor();
  await page.keyboard.press('Enter');
  expect(await log(page).evaluate((element) => element === document.activeElement)).toBe(true);
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Keys' });
  await help.getByText('Next / previous error').waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('Escape');
  await help.waitFor({ state: 'hidden' });
  await panel(page, api.subTask(task, 'lines').id).waitFor();
  await page.keyboard.press('r');
  await page.getByRole('dialog').getByText('Retry: Task for the detail page').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await page.keyboard.press('v');
  await expect.poll(() => new URL(page.url()).searchParams.get('view')).toBe('flow');
  await done(page);
});

it('moves in the tree by arrow keys', async () => {
  const api = new Api();
  const task = await api.submitted('test.detailhosts', 'FAILED');
  const page = await open(task);
  const item = page.getByRole('treeitem', { name: /^Stage 2/ });
  await item.waitFor();
  expect(await item.getAttribute('aria-expanded')).toBe('true');
  await item.focus();
  await page.keyboard.press('ArrowLeft');
  await expect.poll(() => item.getAttribute('aria-expanded')).toBe('false');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press(' ');
  await expect.poll(() => new URL(page.url()).searchParams.get('sub')).toBe(api.subTask(task, 'left').id);
  await page.getByText('Only failed').click();
  expect(await page.getByRole('treeitem', { name: /^First/ }).count()).toBe(0);
  await done(page);
});

it.each(['light', 'dark'] as const)('has no serious fault of accessibility (%s)', async (theme) => {
  const page = await open(await new Api().submitted('test.detail', 'FAILED'), '', { theme });
  await log(page).locator('[data-line]').first().waitFor();
  await page.evaluate(readFileSync(AXE, 'utf8'));
  const serious = await page.evaluate(async () => {
    const { violations } = await (window as unknown as { axe: { run: (within: string) => Promise<AxeResult> } }).axe.run('main');
    return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 150)).join(' | ')}`);
  });
  expect(serious).toEqual([]);
  await done(page);
});

it('says when there is no such task', async () => {
  const page = await openPage('/tasks/22130706433999999');
  await page.getByText('Task not found').waitFor();
  await page.getByRole('link', { name: 'Back to the tasks' }).click();
  await expect.poll(() => new URL(page.url()).pathname).toBe('/tasks');
  await done(page);
});
