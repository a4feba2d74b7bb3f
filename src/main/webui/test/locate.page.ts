import { afterAll, expect, it } from 'vitest';
import { Api } from './api';
import { closeBrowser } from './browser';
import { done, entry, log, open, panel } from './detail';

afterAll(closeBrowser);

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

it('behaviour 74: locate shows the failed sub task by one key in each view', async () => {
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

it('behaviour 74: locate shows the running sub task with its log', async () => {
  const api = new Api();
  const file = api.file();
  const { id } = await api.submit('test.waits', { file });
  const task = await api.untilTask(id, (one) => api.subTask(one, 'long').state === 'RUNNING');
  const page = await open(task, `?sub=${api.subTask(task, 'before').id}`, { language: 'zh' });
  await panel(page, api.subTask(task, 'before').id).waitFor();
  await page.getByRole('button', { name: '定位当前进度' }).click();
  await panel(page, api.subTask(task, 'long').id).getByText('执行中', { exact: true }).waitFor();
  await log(page).getByText('line 1', { exact: true }).waitFor();
  api.release(file);
  await done(page);
});
