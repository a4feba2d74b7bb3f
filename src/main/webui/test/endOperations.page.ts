import { afterAll, expect, it } from 'vitest';
import { Api } from './api';
import { closeBrowser } from './browser';
import { confirm, done, kinds, open, rollbackFailed, state, taskState } from './detail';

afterAll(closeBrowser);

it('behaviour 40: roll back undoes everything that was executed, from the failed step back to the first', async () => {
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

it.each([['behaviour 43'], ['behaviour 44']])('%s: abandon warns, and no operation is possible afterwards', async () => {
  const api = new Api();
  const task = await api.submitted('test.detail', 'FAILED');
  const page = await open(task);
  await page.getByRole('button', { name: 'Abandon', exact: true }).first().click();
  const text = await confirm(page, 'Abandon', 'finished by hand');
  expect(text).toContain('Metadata may be incomplete or differ from the real state.');
  await taskState(page, 'Abandoned');
  for (const name of ['Retry', 'Roll back', 'Abandon', 'Terminate task', 'Skip']) {
    expect(await page.getByRole('button', { name, exact: true }).first().isDisabled(), name).toBe(true);
  }
  expect((await api.task(task.id)).operations.every((operation) => !operation.allowed)).toBe(true);
  await done(page);
});

it('behaviour 73: a skipped task is completed, nothing is executed, and the claim of another task stays', async () => {
  const api = new Api();
  const file = api.file();
  const other = await api.submitted('test.holds', 'RUNNING', { file });
  const task = await api.submitted('test.detail', 'FAILED');
  const attempts = task.subTasks.map((subTask) => subTask.attempts.length);
  const page = await open(task);
  await page.getByRole('button', { name: 'Abandon', exact: true }).first().click();
  expect(await confirm(page, 'Abandon', 'finished by hand')).toContain('Nothing is executed.');
  await taskState(page, 'Abandoned');
  expect((await api.task(task.id)).subTasks.map((subTask) => subTask.attempts.length)).toEqual(attempts);
  expect((await api.task(other.id)).claimHeld).toBe(true);
  // It counts as completed.
  await page.getByTestId('task-badge').getByRole('link', { name: 'Task Center' }).click();
  await page.getByRole('link', { name: 'Completed' }).click();
  await page.locator(`tr[data-task="${task.id}"]`).getByText('Abandoned').waitFor();
  api.release(file);
  await done(page);
});

it('behaviour 72: roll back undoes all steps from the failed one back to the first, and nothing runs forward afterwards', async () => {
  const api = new Api();
  const task = await api.submitted('test.graph', 'FAILED');
  const page = await open(task);
  await page.getByRole('button', { name: 'Roll back', exact: true }).first().click();
  await confirm(page, 'Roll back');
  await taskState(page, 'Rolled back');
  for (const name of [/Step A\s+Rolled back/, /Step B1\s+Rolled back/, /Step C\s+Pending/]) await state(page, name);
  const ended = await api.until(task.id, 'ROLLED_BACK');
  const undone = (id: string) => api.subTask(ended, id).attempts.find(({ kind }) => kind === 'ROLLBACK')!;
  for (const id of ['b1', 'b2']) expect(Date.parse(undone(id).endedAt!), id).toBeLessThanOrEqual(Date.parse(undone('a').startedAt!));
  expect(api.subTask(ended, 'c').attempts).toEqual([]);
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
