import { afterAll, expect, it } from 'vitest';
import type { TaskDetail } from '../src/api/types';
import { Api } from './api';
import { closeBrowser } from './browser';
import { choose, confirm, entries, failsParams, log, menuOf, node, ok, openFlow, openMenu } from './flow';

const api = new Api();
afterAll(closeBrowser);

it('behaviour 22: the "…" of a step has its operations', async () => {
  const task = await api.submitted('test.fails', 'FAILED', failsParams());
  const page = await openFlow(task, { language: 'zh' });
  const menu = await openMenu(page, 'apply');
  expect(await entries(menu)).toEqual({ allowed: ['查看日志', '下载日志', '重试', '跳过'], disabled: ['终止运行'] });
  // The daemon's reason stands at what it does not allow.
  const terminate = api.subTask(task, 'apply').operations.find(({ op }) => op === 'terminate')!;
  expect(terminate.allowed).toBe(false);
  expect((await menu.getByRole('menuitem', { name: '终止运行' }).innerText()).split('\n').length).toBe(2);
  await page.keyboard.press('Escape');
  await menu.waitFor({ state: 'hidden' });
  await ok(page);
});

it('behaviour 27: of a succeeded sub task the log can be viewed, and nothing can be done', async () => {
  const task = await api.submitted('test.succeeds', 'SUCCEEDED');
  const page = await openFlow(task);
  expect((await entries(await openMenu(page, 'second')))).toEqual({ allowed: ['View log', 'Download log'], disabled: ['Retry', 'Skip', 'Terminate'] });
  await menuOf(page).getByRole('menuitem', { name: 'View log' }).click();
  await expect.poll(() => new URL(page.url()).searchParams.get('sub')).toBe(api.subTask(task, 'second').id);
  await log(page).getByRole('separator').waitFor();
  await ok(page);
});

it('behaviour 28: the log of a failed sub task can be downloaded', async () => {
  const task = await api.submitted('test.fails', 'FAILED', failsParams());
  const page = await openFlow(task);
  const download = page.waitForEvent('download');
  await choose(page, 'apply', 'Download log');
  const stream = await (await download).createReadStream();
  let text = '';
  for await (const chunk of stream) text += String(chunk);
  expect(text).toContain('ERROR: no such file');
  await ok(page);
});

it('behaviour 29: retry of a failed sub task undoes it, runs it again, and goes on', async () => {
  const file = api.file();
  const task = await api.submitted('test.fails', 'FAILED', { file });
  const page = await openFlow(task);
  api.release(file);
  await choose(page, 'apply', 'Retry');
  await page.getByRole('dialog').getByText('Will be undone (1)').waitFor();
  await confirm(page, 'Retry');
  await node(page, 'finish').getByText('Succeeded', { exact: true }).waitFor();
  const apply = api.subTask(await api.until(task.id, 'SUCCEEDED'), 'apply');
  expect(apply.attempts.map(({ kind }) => kind)).toEqual(['RUN', 'ROLLBACK', 'RUN']);
  await ok(page);
});

it('behaviour 30: a skipped sub task counts as successful, nothing is executed, and the next one runs', async () => {
  const task = await api.submitted('test.fails', 'FAILED', failsParams());
  const page = await openFlow(task);
  await choose(page, 'apply', 'Skip');
  await confirm(page, 'Skip', 'done by hand');
  await node(page, 'apply').getByText('Skipped', { exact: true }).waitFor();
  await node(page, 'finish').getByText('Succeeded', { exact: true }).waitFor();
  const after = await api.until(task.id, 'SUCCEEDED');
  expect(api.subTask(after, 'apply').attempts).toHaveLength(1);
  expect(api.subTask(after, 'apply').skipped?.reason).toBe('done by hand');
  await ok(page);
});

const running = (task: TaskDetail): boolean => task.subTasks.some(({ stepId, state }) => stepId === 'long' && state === 'RUNNING');

it('behaviour 31: the log of a running sub task can be downloaded', async () => {
  const file = api.file();
  const { id } = await api.submit('test.waits', { file });
  await api.untilTask(id, running, 'running');
  const page = await openFlow({ id });
  expect(await entries(await openMenu(page, 'long'))).toEqual({ allowed: ['View log', 'Download log', 'Terminate'], disabled: ['Retry', 'Skip'] });
  const download = page.waitForEvent('download');
  await menuOf(page).getByRole('menuitem', { name: 'Download log' }).click();
  expect((await download).suggestedFilename()).toMatch(/\.log$/);
  api.release(file);
  await api.until(id, 'SUCCEEDED');
  await ok(page);
});

it('behaviour 32: terminate makes a running sub task terminated and the task failed', async () => {
  const { id } = await api.submit('test.waits', { file: api.file() });
  await api.untilTask(id, running, 'running');
  const page = await openFlow({ id });
  await choose(page, 'long', 'Terminate');
  await confirm(page, 'Terminate', 'takes too long');
  await node(page, 'long').getByText('Terminated', { exact: true }).waitFor();
  await page.getByText('Failed', { exact: true }).first().waitFor();
  expect((await api.until(id, 'FAILED')).cause).toBe('TERMINATED');
  await ok(page);
});

it('keeps the menu at its step while the page scrolls', async () => {
  const task = await api.submitted('test.detail', 'FAILED');
  const page = await openFlow(task, { height: 700 });
  const menu = await openMenu(page, 'lines');
  const gap = async () => {
    const [step, entry] = [await node(page, 'lines').boundingBox(), await menu.getByRole('menuitem').first().boundingBox()];
    return Math.round((entry?.y ?? 0) - (step?.y ?? 0));
  };
  let before = Number.NaN;
  await expect.poll(async () => before === (before = await gap())).toBe(true);
  await page.evaluate(() => window.scrollTo(0, 120));
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBe(120);
  await expect.poll(gap).toBe(before);
  await page.keyboard.press('Escape');
  await menu.waitFor({ state: 'hidden' });
  await ok(page);
});

it('behaviour 33: of a terminated sub task the log can be downloaded, and it can be skipped or retried', async () => {
  const { id } = await api.submit('test.waits', { file: api.file() });
  const { subTasks } = await api.untilTask(id, running, 'running');
  await api.call('POST', `/subtasks/${subTasks.find(({ stepId }) => stepId === 'long')!.id}/terminate`, { reason: 'test' });
  await api.until(id, 'FAILED');
  const page = await openFlow({ id });
  await node(page, 'long').getByText('Terminated', { exact: true }).waitFor();
  expect(await entries(await openMenu(page, 'long'))).toEqual({ allowed: ['View log', 'Download log', 'Retry', 'Skip'], disabled: ['Terminate'] });
  await menuOf(page).getByRole('menuitem', { name: 'Skip', exact: true }).click();
  await confirm(page, 'Skip', 'not needed');
  await api.until(id, 'SUCCEEDED');
  await ok(page);
});

it('behaviour 34: of a pending sub task the log can be viewed, and nothing else', async () => {
  const task = await api.submitted('test.fails', 'FAILED', failsParams());
  const page = await openFlow(task);
  expect(await entries(await openMenu(page, 'finish'))).toEqual({ allowed: ['View log'], disabled: ['Download log', 'Retry', 'Skip', 'Terminate'] });
  await menuOf(page).getByRole('menuitem', { name: 'View log' }).click();
  await expect.poll(() => new URL(page.url()).searchParams.get('sub')).toBe(api.subTask(task, 'finish').id);
  await log(page).getByRole('separator').waitFor();
  await ok(page);
});
