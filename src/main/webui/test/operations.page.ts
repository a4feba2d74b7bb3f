import { readFileSync } from 'node:fs';
import { afterAll, expect, it } from 'vitest';
import { Api } from './api';
import { closeBrowser } from './browser';
import { allowedIn, confirm, done, entry, kinds, menuOf, open, rollbackFailed, runningTask, state, taskState } from './detail';

afterAll(closeBrowser);

it('behaviour 27: a succeeded sub task has its log and nothing else', async () => {
  const page = await open(await new Api().submitted('test.succeeds', 'SUCCEEDED'));
  const menu = await menuOf(page, 'First step');
  expect(await allowedIn(menu)).toEqual(['View log', 'Download log']);
  await menu.getByRole('menuitem', { name: 'View log' }).click();
  await page.getByRole('log').getByText('one', { exact: true }).waitFor();
  await done(page);
});

it('behaviour 28: the log of a failed sub task can be downloaded at its entry', async () => {
  const page = await open(await new Api().submitted('test.detail', 'FAILED'));
  const menu = await menuOf(page, 'All kinds of lines');
  expect(await allowedIn(menu)).toEqual(['View log', 'Download log', 'Retry', 'Skip']);
  const [download] = await Promise.all([page.waitForEvent('download'), menu.getByRole('link', { name: 'Download log' }).click()]);
  expect(readFileSync(await download.path(), 'utf8')).toContain('FATAL: giving up');
  await done(page);
});

it('behaviour 29: retry of a failed sub task rolls it back first, executes it again and goes on', async () => {
  const api = new Api();
  const file = api.file();
  const task = await api.submitted('test.detail', 'FAILED', { file });
  const page = await open(task);
  api.release(file);
  await (await menuOf(page, 'All kinds of lines')).getByRole('menuitem', { name: 'Retry' }).click();
  const text = await confirm(page, 'Retry');
  expect(text).toContain('Failed sub tasks are rolled back first, then executed again.');
  expect(text).toMatch(/Will be undone \(1\)\s*All kinds of lines/);
  await taskState(page, 'Succeeded');
  const ended = await api.until(task.id, 'SUCCEEDED');
  expect(kinds(api.subTask(ended, 'lines'))).toEqual(['RUN FAILED', 'ROLLBACK SUCCEEDED', 'RUN SUCCEEDED']);
  expect(kinds(api.subTask(ended, 'last'))).toEqual(['RUN SUCCEEDED']);
  await done(page);
});

it('behaviour 30: skip makes a failed sub task successful without executing it, and the next ones run', async () => {
  const api = new Api();
  const task = await api.submitted('test.detail', 'FAILED');
  const page = await open(task);
  await page.locator('[data-subtask]').getByRole('button', { name: 'Skip' }).click();
  await confirm(page, 'Skip', 'done by hand');
  await state(page, /All kinds of lines\s+Skipped/);
  const ended = await api.until(task.id, 'SUCCEEDED');
  expect(api.subTask(ended, 'lines').skipped).toMatchObject({ by: 'admin', reason: 'done by hand' });
  expect(kinds(api.subTask(ended, 'lines'))).toEqual(['RUN FAILED']);
  await entry(page, 'All kinds of lines').click();
  await page.locator('[data-subtask]').getByText('done by hand').waitFor();
  await done(page);
});

it('behaviour 31: the log of a running sub task can be downloaded', async () => {
  const api = new Api();
  const { task, file } = await runningTask(api);
  const page = await open(task);
  const menu = await menuOf(page, 'Long step');
  expect(await allowedIn(menu)).toEqual(['View log', 'Download log', 'Terminate']);
  const [download] = await Promise.all([page.waitForEvent('download'), menu.getByRole('link', { name: 'Download log' }).click()]);
  expect(readFileSync(await download.path(), 'utf8')).toContain('line 1');
  api.release(file);
  await done(page);
});

it.each([['behaviour 32'], ['behaviour 33']])('%s: terminate makes the sub task terminated and the task failed; then download, skip and retry are allowed', async () => {
  const api = new Api();
  const { task, file } = await runningTask(api);
  const page = await open(task);
  await (await menuOf(page, 'Long step')).getByRole('menuitem', { name: 'Terminate' }).click();
  await confirm(page, 'Terminate', 'takes too long');
  await state(page, /Long step\s+Terminated/);
  await taskState(page, 'Failed');
  await api.until(task.id, 'FAILED');
  const menu = await menuOf(page, 'Long step');
  expect(await allowedIn(menu)).toEqual(['View log', 'Download log', 'Retry', 'Skip']);
  api.release(file);
  await menu.getByRole('menuitem', { name: 'Retry' }).click();
  await confirm(page, 'Retry');
  await taskState(page, 'Succeeded');
  await done(page);
});

it('behaviour 34: a pending sub task has an empty log that says why, and nothing else', async () => {
  const page = await open(await new Api().submitted('test.detail', 'FAILED'));
  const menu = await menuOf(page, 'Last step');
  expect(await allowedIn(menu)).toEqual(['View log']);
  await menu.getByRole('menuitem', { name: 'View log' }).click();
  const panel = page.locator('[data-subtask]');
  await panel.getByText('The sub task has not run yet.').waitFor();
  await panel.getByText('Waits for lines').first().waitFor();
  await done(page);
});

it('behaviour 35: retry is allowed after a failed rollback, and goes forward', async () => {
  const api = new Api();
  const task = await rollbackFailed(api);
  const page = await open(task);
  await taskState(page, 'Rollback failed');
  await page.getByRole('button', { name: 'Retry', exact: true }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('forward', { exact: true }).waitFor();
  expect(await dialog.getByRole('button', { name: 'Retry' }).isEnabled()).toBe(true);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await page.locator('[data-subtask]').getByRole('button', { name: 'Retry the rollback' }).waitFor();
  await done(page);
});

it('behaviour 36: retry of a task executes all failed sub tasks again, not those that succeeded', async () => {
  const api = new Api();
  const task = await api.submitted('test.detailhosts', 'FAILED');
  const page = await open(task);
  await page.getByRole('button', { name: 'Retry', exact: true }).first().click();
  const text = await confirm(page, 'Retry');
  expect(text).toMatch(/Will run \(2\)\s*Left\s[^]*exit 2'\s*Right/);
  expect(text).toContain('there is nothing to undo');
  const again = await api.untilTask(task.id, (one) => one.state === 'FAILED' && ['left', 'right'].every((id) => api.subTask(one, id).attempts.length === 2));
  expect(kinds(api.subTask(again, 'first'))).toEqual(['RUN SUCCEEDED']);
  await done(page);
});

it('behaviour 71: retry executes the failed step again, then the following steps', async () => {
  const api = new Api();
  const file = api.file();
  const task = await api.submitted('test.fails', 'FAILED', { file });
  api.release(file);
  const page = await open(task);
  await page.getByRole('button', { name: 'Retry', exact: true }).first().click();
  await confirm(page, 'Retry');
  await taskState(page, 'Succeeded');
  const ended = await api.until(task.id, 'SUCCEEDED');
  expect(api.subTask(ended, 'apply').attempts.at(-1)).toMatchObject({ kind: 'RUN', trigger: 'RETRY', result: 'SUCCEEDED' });
  expect(api.subTask(ended, 'finish').state).toBe('SUCCEEDED');
  await done(page);
});

it('shows the answer of the daemon when an operation has become impossible', async () => {
  const api = new Api();
  const task = await api.submitted('test.detail', 'FAILED');
  const page = await open(task);
  await page.getByRole('button', { name: 'Retry', exact: true }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('dl').waitFor();
  // The task is abandoned between the dry run and the confirmation.
  await page.route('**/api/v2/tasks/*/retry*', async (route) => {
    if (!route.request().url().includes('dryRun')) await api.call('POST', `/tasks/${task.id}/abandon`);
    await route.continue();
  });
  await dialog.getByRole('button', { name: 'Retry', exact: true }).click();
  await dialog.getByRole('alert').first().waitFor();
  expect(await dialog.getByRole('alert').first().innerText()).toMatch(/ABANDONED|operation\.refused/);
  await done(page);
});

it('two browsers see the operation of each other live', async () => {
  const api = new Api();
  const task = await api.submitted('test.detail', 'FAILED');
  const [one, two] = [await open(task), await open(task)];
  await two.getByRole('tree').waitFor();
  await one.getByRole('button', { name: 'Abandon', exact: true }).first().click();
  await confirm(one, 'Abandon', 'by the first browser');
  const before = Date.now();
  await taskState(two, 'Abandoned');
  expect(Date.now() - before).toBeLessThan(2000);
  expect(await two.getByRole('button', { name: 'Retry', exact: true }).first().isDisabled()).toBe(true);
  await done(one);
  await done(two);
});
