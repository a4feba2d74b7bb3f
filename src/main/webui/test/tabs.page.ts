import { createHash } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterAll, expect, it } from 'vitest';
import type { List, TaskFile } from '../src/api/types';
import { Api } from './api';
import { closeBrowser, closePage, faultsOf, openPage } from './browser';

const api = new Api();
afterAll(closeBrowser);

async function openTab(page: Page, name: string, key: string): Promise<void> {
  await page.getByRole('tab', { name, exact: true }).click();
  await expect.poll(() => new URL(page.url()).searchParams.get('tab')).toBe(key);
}

async function ok(page: Page): Promise<void> {
  expect(faultsOf(page)).toEqual([]);
  await closePage(page);
}

it('lists who did what, when, why and from where, refusals too', async () => {
  const task = await api.submitted('test.fails', 'FAILED', { file: api.file() });
  const subTask = api.subTask(task, 'prepare');
  await api.call('POST', `/subtasks/${subTask.id}/terminate`, { reason: 'too late' }).catch(() => undefined);
  await api.call('POST', `/tasks/${task.id}/abandon`, { reason: 'done by hand' });
  const page = await openPage(`/tasks/${task.id}`, { language: 'zh' });
  const table = page.getByRole('region', { name: '操作记录' });
  const row = (text: string) => table.getByRole('row').filter({ hasText: text });
  await row('done by hand').waitFor();
  for (const text of ['admin', '系统管理员', 'API', '127.0.0.1', '放弃', '执行失败 → 已放弃', '已受理']) expect(await row('done by hand').innerText()).toContain(text);
  for (const text of ['终止运行', '准备 · ', '已拒绝', 'subtask.']) expect(await row('too late').innerText()).toContain(text);
  expect(await row('发起').innerText()).toContain('已受理');
  await ok(page);
});

it('shows the parameters masked, as a table and as JSON', async () => {
  const task = await api.submitted('test.fails', 'FAILED', { file: api.file(), password: 'must-not-be-seen' });
  const page = await openPage(`/tasks/${task.id}`);
  await openTab(page, 'Parameters', 'params');
  await page.getByRole('cell', { name: 'password' }).waitFor();
  await page.getByRole('cell', { name: '******' }).waitFor();
  await page.getByText('JSON', { exact: true }).click();
  await page.locator('pre').getByText('"password": "******"').waitFor();
  expect(await page.content()).not.toContain('must-not-be-seen');
  // The tab is part of the address.
  await page.reload();
  await page.getByRole('tab', { name: 'Parameters', selected: true }).waitFor();
  await ok(page);
});

it('retries a task with corrected parameters after it has shown what they change', async () => {
  const [wrong, right] = [api.file(), api.file()];
  api.release(right);
  const task = await api.submitted('test.fails', 'FAILED', { file: wrong });
  const page = await openPage(`/tasks/${task.id}?tab=params`);
  await page.getByRole('button', { name: 'Retry with corrected parameters' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('file').fill(right);
  expect(await dialog.getByRole('button', { name: 'Retry', exact: true }).isDisabled()).toBe(true);
  await dialog.getByRole('button', { name: 'Check the changes' }).click();
  const changes = dialog.getByRole('region', { name: 'What changes' });
  await changes.getByRole('cell', { name: wrong, exact: true }).waitFor();
  await changes.getByRole('cell', { name: right, exact: true }).waitFor();
  await changes.getByText('Will be undone (1)').waitFor();
  await dialog.getByLabel(/^Reason/).fill('wrong file');
  await dialog.getByRole('button', { name: 'Retry', exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
  const after = await api.until(task.id, 'SUCCEEDED');
  expect(after.params['file']).toBe(right);
  const history = page.getByRole('region', { name: 'Changes of the parameters' });
  await history.getByText('Revision 2').waitFor();
  await history.getByText('wrong file').waitFor();
  await history.getByRole('cell', { name: right, exact: true }).waitFor();
  await page.getByRole('tab', { name: 'Operation records' }).click();
  await page.getByRole('row').filter({ hasText: 'wrong file' }).getByText('Accepted').waitFor();
  // A task that has succeeded cannot be retried: the button says why.
  await openTab(page, 'Parameters', 'params');
  const button = page.getByRole('button', { name: 'Retry with corrected parameters' });
  expect(await button.isDisabled()).toBe(true);
  await page.getByLabel(/^Retry with corrected parameters: ./).hover();
  await page.getByRole('tooltip').waitFor();
  await ok(page);
});

it('retries with a JSON merge patch, and shows refused values at their fields', async () => {
  const right = api.file();
  api.release(right);
  const task = await api.submitted('test.fails', 'FAILED', { file: api.file() });
  const page = await openPage(`/tasks/${task.id}?tab=params`, { language: 'zh' });
  await page.getByRole('button', { name: '修正参数后重试' }).click();
  const dialog = page.getByRole('dialog');
  // The name decides the target, which stays as it was.
  await dialog.getByLabel('name').fill('t2');
  await dialog.getByRole('button', { name: '检查变更' }).click();
  await dialog.getByRole('alert').first().waitFor();
  expect(await dialog.getByRole('region', { name: '变更内容' }).count()).toBe(0);
  await dialog.getByText('JSON 合并补丁').click();
  const text = dialog.getByRole('textbox', { name: 'JSON 合并补丁' });
  await text.fill('{"file": 5}');
  await dialog.getByRole('button', { name: '检查变更' }).click();
  await dialog.getByText('/params/file').waitFor();
  await text.fill('{"file": ');
  await dialog.getByText('不是有效的 JSON 对象。').waitFor();
  await text.fill(JSON.stringify({ file: right }));
  await dialog.getByRole('button', { name: '检查变更' }).click();
  await dialog.getByRole('region', { name: '变更内容' }).getByRole('cell', { name: right, exact: true }).waitFor();
  await dialog.getByRole('button', { name: /^重\s?试$/ }).click();
  await dialog.waitFor({ state: 'hidden' });
  await api.until(task.id, 'SUCCEEDED');
  await ok(page);
});

it('says whether another task started this one', async () => {
  const task = await api.submitted('test.succeeds', 'SUCCEEDED');
  const page = await openPage(`/tasks/${task.id}`);
  await openTab(page, 'Parent and child tasks', 'related');
  await page.getByText('This task was not started by another task.').waitFor();
  await page.getByText('None. No step of this version starts other tasks.').waitFor();
  await ok(page);

  const child = await openPage('/about');
  const parent = await api.submitted('test.succeeds', 'SUCCEEDED');
  await child.route(`**/api/v2/tasks/${task.id}`, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...(await response.json() as object), parentId: parent.id } });
  });
  await child.goto(`/tasks/${task.id}?tab=related`);
  await child.getByRole('tabpanel').getByRole('link', { name: `#${parent.id}` }).click();
  await expect.poll(() => new URL(child.url()).pathname).toBe(`/tasks/${parent.id}`);
  await ok(child);
});

it('lists the files of the steps with their checksums, for download', async () => {
  const task = await api.submitted('host.inspect', 'SUCCEEDED');
  const { items } = await api.call<List<TaskFile>>('GET', `/tasks/${task.id}/files`);
  const page = await openPage(`/tasks/${task.id}`);
  await openTab(page, 'Files', 'files');
  const report = items.find(({ name }) => name.startsWith('report/'))!;
  const row = page.getByRole('row').filter({ hasText: report.name });
  await row.getByText(report.sha256!.slice(0, 16)).waitFor();
  expect(await page.getByRole('row').count()).toBe(items.length + 1);
  const download = page.waitForEvent('download');
  await row.getByRole('link').click();
  const hash = createHash('sha256');
  for await (const chunk of await (await download).createReadStream()) hash.update(chunk as Buffer);
  expect(hash.digest('hex')).toBe(report.sha256);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await row.getByRole('button', { name: 'Copy the SHA-256' }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(report.sha256);
  await ok(page);
});
