import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { afterAll, expect, it } from 'vitest';
import type { SubTask, Task, TaskDetail } from '../src/api/types';
import { Api } from './api';
import { closeBrowser, closePage, faultsOf, openPage } from './browser';

afterAll(closeBrowser);

const open = (task: { id: string }, query = '') => openPage(`/tasks/${task.id}${query}`);
const entry = (page: Page, name: string) => page.getByRole('tree').getByRole('treeitem', { name });
const state = (page: Page, text: RegExp) => page.getByRole('treeitem', { name: text }).first().waitFor();
const taskState = (page: Page, text: string) => page.getByText(`The task is now: ${text}`).waitFor({ state: 'attached' });

async function done(page: Page): Promise<void> {
  expect(faultsOf(page)).toEqual([]);
  await closePage(page);
}

/** Opens the menu at the entry of a sub task. */
async function menuOf(page: Page, name: string): Promise<Locator> {
  await entry(page, name).getByRole('button', { name: 'Operations of' }).click();
  const menu = page.locator('.ant-dropdown').getByRole('menu');
  await menu.getByRole('menuitem', { name: 'View log' }).waitFor();
  return menu;
}

/** The names of the operations that can be used. */
async function allowedIn(menu: Locator): Promise<string[]> {
  const items = await menu.getByRole('menuitem').all();
  const names: string[] = [];
  for (const item of items) if ((await item.getAttribute('aria-disabled')) !== 'true') names.push((await item.innerText()).trim());
  return names;
}

/** Confirms the dialog, with a reason if the page asks for one. */
async function confirm(page: Page, button: string, reason?: string): Promise<string> {
  const dialog = page.getByRole('dialog');
  await dialog.locator('dl').waitFor();
  const text = await dialog.innerText();
  if (reason) {
    expect(await dialog.getByRole('button', { name: button, exact: true }).isDisabled()).toBe(true);
    await dialog.getByLabel(/^Reason/).fill(reason);
  }
  await dialog.getByRole('button', { name: button, exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
  return text;
}

const kinds = (subTask: SubTask) => subTask.attempts.map((attempt) => `${attempt.kind} ${attempt.result}`);

async function runningTask(api: Api): Promise<{ task: TaskDetail; file: string }> {
  const file = api.file();
  const { id } = await api.submit('test.waits', { file });
  return { file, task: await api.untilTask(id, (one) => api.subTask(one, 'long').state === 'RUNNING') };
}

async function rollbackFailed(api: Api): Promise<Task> {
  const task = await api.submitted('test.detail', 'FAILED', { undo: '/nonexistent' });
  await api.call('POST', `/tasks/${task.id}/rollback`);
  return api.until(task.id, 'ROLLBACK_FAILED');
}

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

it('behaviour 32: terminate makes the sub task terminated and the task failed; behaviour 33: then download, skip and retry', async () => {
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

it('behaviour 40: roll back undoes everything that was executed; behaviour 72: from the failed step back to the first', async () => {
  const api = new Api();
  const task = await api.submitted('test.detail', 'FAILED');
  const page = await open(task);
  await page.getByRole('button', { name: 'Roll back', exact: true }).first().click();
  const text = await confirm(page, 'Roll back');
  expect(text).toContain('backward (roll back)');
  expect(text).toMatch(/Will be undone \(2\)\s*All kinds of lines\s*\/bin\/echo 'lines undone'\s*First check/);
  await taskState(page, 'Rolled back');
  const ended = await api.until(task.id, 'ROLLED_BACK');
  const at = (id: string) => Date.parse(api.subTask(ended, id).attempts.at(-1)!.startedAt!);
  expect(at('lines')).toBeLessThanOrEqual(at('first'));
  expect(kinds(api.subTask(ended, 'first'))).toEqual(['RUN SUCCEEDED', 'ROLLBACK SUCCEEDED']);
  await done(page);
});

it('behaviour 42: abandon is allowed after a failure and after a failed rollback', async () => {
  const api = new Api();
  for (const task of [await api.submitted('test.detail', 'FAILED'), await rollbackFailed(api)]) {
    const page = await open(task);
    const button = page.getByRole('button', { name: 'Abandon', exact: true }).first();
    await button.waitFor();
    expect(await button.isEnabled()).toBe(true);
    await done(page);
  }
});

it('behaviour 43: no operation is possible after abandon; behaviour 44: it warns; behaviour 73: the task ends, nothing runs', async () => {
  const api = new Api();
  const task = await api.submitted('test.detail', 'FAILED');
  const page = await open(task);
  await page.getByRole('button', { name: 'Abandon', exact: true }).first().click();
  const text = await confirm(page, 'Abandon', 'finished by hand');
  expect(text).toContain('Metadata may be incomplete or differ from the real state.');
  expect(text).toContain('Nothing is executed.');
  await taskState(page, 'Abandoned');
  for (const name of ['Retry', 'Roll back', 'Abandon', 'Terminate task', 'Skip']) {
    expect(await page.getByRole('button', { name, exact: true }).first().isDisabled(), name).toBe(true);
  }
  expect((await api.task(task.id)).operations.every((operation) => !operation.allowed)).toBe(true);
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

it('says which task holds the claim and what happens to it', async () => {
  const api = new Api();
  const file = api.file();
  const task = await api.submit('test.holds', { file, fails: true });
  const page = await open(task);
  await page.getByText('Global maintenance').first().waitFor();
  api.release(file);
  await taskState(page, 'Failed');
  await page.getByRole('button', { name: 'Abandon', exact: true }).first().click();
  const text = await confirm(page, 'Abandon', 'test');
  expect(text).toContain('The claim is freed.');
  await taskState(page, 'Abandoned');
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
