import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { SubTask, Task, TaskDetail } from '../src/api/types';
import type { Api } from './api';
import { closePage, faultsOf, openPage, type PageOptions } from './browser';

/** Opens the page of a task. */
export const open = (task: { id: string }, query = '', options: PageOptions = {}) => openPage(`/tasks/${task.id}${query}`, options);

/** The entry of a sub task at the left. */
export const entry = (page: Page, name: string) => page.getByRole('tree').getByRole('treeitem', { name });

/** The execution information and the log of a sub task. */
export const panel = (page: Page, subTaskId: string) => page.locator(`[data-subtask="${subTaskId}"]`);

export const log = (page: Page) => page.getByRole('log');

export const state = (page: Page, text: RegExp) => page.getByRole('treeitem', { name: text }).first().waitFor();
export const taskState = (page: Page, text: string) => page.getByText(`The task is now: ${text}`).waitFor({ state: 'attached' });

export async function done(page: Page): Promise<void> {
  expect(faultsOf(page)).toEqual([]);
  await closePage(page);
}

/** Opens the menu at the entry of a sub task. */
export async function menuOf(page: Page, name: string): Promise<Locator> {
  await entry(page, name).getByRole('button', { name: 'Operations of' }).click();
  const menu = page.locator('.ant-dropdown').getByRole('menu');
  await menu.getByRole('menuitem', { name: 'View log' }).waitFor();
  return menu;
}

/** The names of the operations that can be used. */
export async function allowedIn(menu: Locator): Promise<string[]> {
  const items = await menu.getByRole('menuitem').all();
  const names: string[] = [];
  for (const item of items) if ((await item.getAttribute('aria-disabled')) !== 'true') names.push((await item.innerText()).trim());
  return names;
}

/** Confirms the dialog, with a reason if the page asks for one. */
export async function confirm(page: Page, button: string, reason?: string): Promise<string> {
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

export const kinds = (subTask: SubTask) => subTask.attempts.map((attempt) => `${attempt.kind} ${attempt.result}`);

export async function runningTask(api: Api): Promise<{ task: TaskDetail; file: string }> {
  const file = api.file();
  const { id } = await api.submit('test.waits', { file });
  return { file, task: await api.untilTask(id, (one) => api.subTask(one, 'long').state === 'RUNNING') };
}

export async function rollbackFailed(api: Api): Promise<Task> {
  const task = await api.submitted('test.detail', 'FAILED', { undo: '/nonexistent' });
  await api.call('POST', `/tasks/${task.id}/rollback`);
  return api.until(task.id, 'ROLLBACK_FAILED');
}
