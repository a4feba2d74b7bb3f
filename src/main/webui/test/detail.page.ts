import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { Api } from './api';
import { closeBrowser, openPage } from './browser';
import { done, entry, log, open, panel } from './detail';

const AXE = join(import.meta.dirname, '../node_modules/axe-core/axe.min.js');

interface AxeResult {
  violations: { id: string; impact: string; nodes: { html: string }[] }[];
}

afterAll(closeBrowser);

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

it('behaviour 38: retry can be started on the page of the task', async () => {
  const api = new Api();
  const file = api.file();
  const task = await api.submitted('test.fails', 'FAILED', { file });
  const page = await open(task);
  api.release(file);
  await page.getByRole('button', { name: 'Retry', exact: true }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('dl').waitFor();
  await dialog.getByRole('button', { name: 'Retry', exact: true }).click();
  await page.getByText('The task is now: Succeeded').waitFor({ state: 'attached' });
  await done(page);
});

it('behaviour 41: roll back is on the page of a failed task, at its upper right, and not for a task that has succeeded', async () => {
  const api = new Api();
  const page = await open(await api.submitted('test.detail', 'FAILED'));
  const title = page.getByRole('heading', { level: 1 });
  const rollBack = page.getByRole('button', { name: 'Roll back', exact: true }).first();
  await rollBack.waitFor();
  const [left, right] = [(await title.boundingBox())!, (await rollBack.boundingBox())!];
  expect(right.x).toBeGreaterThan(left.x + left.width);
  await rollBack.click();
  await page.getByRole('dialog').getByText('backward (roll back)').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await done(page);
  const succeeded = await open(await api.submitted('test.succeeds', 'SUCCEEDED'));
  const button = succeeded.getByRole('button', { name: 'Roll back', exact: true });
  await button.waitFor();
  expect(await button.isDisabled()).toBe(true);
  await button.locator('..').hover();
  await succeeded.getByRole('tooltip').waitFor();
  await done(succeeded);
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

it('behaviour 69: a failed task can be retried, rolled back and skipped', async () => {
  const page = await open(await new Api().submitted('test.detail', 'FAILED'), '', { language: 'zh' });
  for (const [name, title] of [[/重\s*试/, '重试'], [/回\s*滚/, '回滚'], [/放\s*弃/, '放弃']] as const) {
    await page.getByRole('button', { name }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(`${title}: 详情页任务`).waitFor();
    if (title === '放弃') await dialog.getByText('即 obshell Dashboard 的“跳过任务”。').waitFor();
    await dialog.getByRole('button', { name: /取\s*消/ }).click();
    await dialog.waitFor({ state: 'hidden' });
  }
  await done(page);
});

it.each([['banner', '任务中心'], ['navigation', '任务中心']] as const)('behaviour 70: the operations of a task are reached by the task center of the %s', async (place, entryName) => {
  const task = await new Api().submitted('test.detail', 'FAILED');
  const page = await openPage('/about', { language: 'zh' });
  const from = place === 'banner' ? page.getByTestId('task-badge') : page.getByRole('navigation', { name: '系统管理' });
  await from.getByRole('link', { name: entryName, exact: true }).click();
  await page.locator(`tr[data-task="${task.id}"]`).getByRole('link', { name: '详情页任务' }).click();
  await page.getByRole('tree').waitFor();
  for (const name of [/重\s*试/, /回\s*滚/, /放\s*弃/]) expect(await page.getByRole('button', { name }).first().isEnabled(), String(name)).toBe(true);
  await done(page);
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
