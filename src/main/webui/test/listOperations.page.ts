import { afterAll, expect, it } from 'vitest';
import { Api } from './api';
import { closeBrowser } from './browser';
import { endAll, ids, onPage, row, states, unique } from './list';

const api = new Api();

afterAll(async () => {
  await endAll(api);
  await closeBrowser();
});

it.each([['behaviour 14'], ['behaviour 39']])('%s: several failed tasks are ticked and retried at once, with a result for each', async () => {
  const target = unique('t');
  const failed = await Promise.all([1, 2, 3].map(() => api.submitted('test.fails', 'FAILED', { name: target })));
  const succeeded = await api.submitted('test.list-remove', 'SUCCEEDED', { tenant: target });
  await onPage(`/tasks?target=${target}`, async (page) => {
    for (const { id } of [...failed, succeeded]) await row(page, id).getByRole('checkbox').check();
    // They stay ticked when the list is read again.
    await api.submit('test.succeeds', { name: target });
    await expect.poll(async () => (await ids(page)).length).toBe(5);
    const bar = page.getByRole('region', { name: 'Selected tasks' });
    await bar.getByText('4 selected (3 can be retried)').waitFor();
    await bar.getByRole('button', { name: 'Retry selected' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Retry' }).click();
    await page.getByText('3 accepted, 1 refused').waitFor();
    const results = page.getByTestId('batch-results').getByRole('listitem');
    expect(await results.count()).toBe(4);
    const refused = results.filter({ hasText: succeeded.id });
    await refused.getByText('Refused', { exact: true }).waitFor();
    await refused.getByText('ended as SUCCEEDED').waitFor();
    for (const { id } of failed) {
      await results.filter({ hasText: id }).getByText('Accepted', { exact: true }).waitFor();
      const detail = await api.untilTask(id, (task) => api.subTask(task, 'apply').attempt > 1 && task.state === 'FAILED');
      expect(api.subTask(detail, 'apply').attempts.some((attempt) => attempt.trigger === 'RETRY')).toBe(true);
    }
    await page.getByRole('button', { name: 'Close', exact: true }).click();
    await bar.waitFor({ state: 'hidden' });
  });
});

it('abandons all tasks that match the filters, with a reason', async () => {
  const target = unique('t');
  const failed = await Promise.all([1, 2, 3].map(() => api.submitted('test.fails', 'FAILED', { name: target })));
  await onPage(`/tasks?target=${target}&limit=20`, async (page) => {
    await row(page, failed[0]?.id ?? '').getByRole('checkbox').check();
    const bar = page.getByRole('region', { name: 'Selected tasks' });
    await bar.getByRole('button', { name: 'Select all tasks that match the filters' }).click();
    await bar.getByText('All 3 tasks that match the filters (3 can be retried)').waitFor();
    await bar.getByRole('button', { name: 'Abandon selected' }).click();
    const dialog = page.getByRole('dialog');
    const confirm = dialog.getByRole('button', { name: 'Abandon' });
    expect(await confirm.isDisabled()).toBe(true);
    await dialog.getByLabel('Reason').fill('done by hand');
    await confirm.click();
    await page.getByText('3 accepted, 0 refused').waitFor();
    for (const { id } of failed) expect((await api.task(id)).state).toBe('ABANDONED');
    await expect.poll(() => states(page)).toEqual(['ABANDONED']);
  });
});

it.each([['behaviour 15'], ['behaviour 45']])('%s: a failed row has the buttons 重试 and 放弃', async () => {
  const failed = await api.submitted('test.fails', 'FAILED');
  const succeeded = await api.submitted('test.succeeds', 'SUCCEEDED');
  await onPage('/tasks', async (page) => {
    const buttons = (id: string) => row(page, id).locator('button[data-op]');
    await row(page, failed.id).waitFor();
    expect(await buttons(failed.id).evaluateAll((all) => all.map((one) => one.textContent?.replaceAll(' ', '')))).toEqual(['重试', '放弃']);
    expect(await buttons(succeeded.id).count()).toBe(0);
  }, { language: 'zh' });
});

it('behaviour 37: a row button retries the failed task', async () => {
  const file = api.file();
  const task = await api.submitted('test.fails', 'FAILED', { file });
  await onPage('/tasks', async (page) => {
    api.release(file);
    await row(page, task.id).getByRole('button', { name: 'Retry' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Retry' }).click();
    await row(page, task.id).getByText('Succeeded').waitFor();
    expect((await api.task(task.id)).state).toBe('SUCCEEDED');
  });
});

it.each([['behaviour 42'], ['behaviour 43'], ['behaviour 44']])('%s: 放弃 warns, ends the task, and allows no operation afterwards', async () => {
  const task = await api.submitted('test.fails', 'FAILED');
  await onPage('/tasks', async (page) => {
    await row(page, task.id).locator('button[data-op=abandon]').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('可能造成元信息缺失或状态与真实状态不一致').waitFor();
    await dialog.getByLabel('原因').fill('已在黑屏完成');
    await dialog.getByRole('button', { name: /放\s?弃/ }).click();
    await row(page, task.id).getByText('已放弃').waitFor();
    expect(await row(page, task.id).locator('button[data-op]').count()).toBe(0);
    await row(page, task.id).getByRole('button', { name: /更多操作/ }).click();
    const items = page.getByRole('menuitem');
    for (const name of ['重试', '回滚', '放弃', '终止任务']) {
      expect(await items.filter({ hasText: name }).getAttribute('aria-disabled')).toBe('true');
    }
    expect(await items.filter({ hasText: '复制为新任务' }).getAttribute('aria-disabled')).not.toBe('true');
    expect((await api.task(task.id)).operations.every((operation) => !operation.allowed)).toBe(true);
  }, { language: 'zh' });
});

it('terminates all tasks that match a filter on what they wait for', async () => {
  await endAll(api);
  const other = await api.submit('test.waits', { file: api.file() });
  const waiting = await Promise.all([1, 2].map(async () => (await api.untilTask((await api.submit('test.list-retry')).id, (task) => task.waiting?.for === 'RETRY')).id));
  await onPage('/tasks?waitingFor=RETRY&waitingLongerThanMs=1', async (page) => {
    await row(page, waiting[0] ?? '').getByRole('checkbox').check();
    const bar = page.getByRole('region', { name: 'Selected tasks' });
    await bar.getByRole('button', { name: 'Select all tasks that match the filters' }).click();
    await bar.getByText('All 2 tasks that match the filters').waitFor();
    await bar.getByRole('button', { name: 'Terminate selected' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Reason').fill('no longer needed');
    await dialog.getByRole('button', { name: 'Terminate task' }).click();
    await page.getByText('2 accepted, 0 refused').waitFor();
    for (const id of waiting) await api.until(id, 'FAILED');
    expect((await api.task(other.id)).state).toBe('RUNNING');
    await expect.poll(() => ids(page)).toEqual([]);
  });
});

it('a viewer sees disabled buttons with the reason', async () => {
  const task = await api.submitted('test.fails', 'FAILED');
  const user = { name: unique('v'), password: 'a password of a test' };
  await api.call('POST', '/users', { ...user, role: 'TASK_VIEWER' });
  await onPage('/tasks', async (page) => {
    expect(await page.getByRole('button', { name: 'Start a task', exact: true }).isDisabled()).toBe(true);
    await page.getByLabel(/^Start a task: .*TASK_MANAGER/).waitFor();
    const retry = row(page, task.id).locator('button[data-op=retry]');
    await retry.waitFor();
    expect(await retry.isDisabled()).toBe(true);
    const needs = 'This needs the role Task manager (TASK_MANAGER) or Administrator (ADMIN).';
    await row(page, task.id).getByLabel(`Retry: ${needs}`, { exact: true }).waitFor();
    await row(page, task.id).getByRole('button', { name: /^More operations/ }).click();
    const rollback = page.getByRole('menuitem').filter({ hasText: 'Roll back' });
    await rollback.getByText(needs).waitFor();
    expect(await rollback.getAttribute('aria-disabled')).toBe('true');
    await page.keyboard.press('Escape');
    await row(page, task.id).getByRole('checkbox').check();
    const bar = page.getByRole('region', { name: 'Selected tasks' });
    for (const name of ['Retry selected', 'Abandon selected']) expect(await bar.getByRole('button', { name }).isDisabled()).toBe(true);
    expect(await bar.getByRole('button', { name: 'Terminate selected' }).count()).toBe(0);
    const cause = page.getByTestId('attention').locator('li[data-kind=FAILED]').first();
    await cause.getByRole('link', { name: 'First failed log' }).waitFor();
    expect(await cause.locator('button[data-op]').count()).toBe(0);
  }, { user });
});

it('a viewer of a task learns the missing role in the own language, also when the task changes', async () => {
  const file = api.file();
  const task = await api.submit('test.waits', { file });
  const user = { name: unique('v'), password: 'a password of a test' };
  await api.call('POST', '/users', { ...user, role: 'TASK_VIEWER' });
  await onPage(`/tasks/${task.id}`, async (page) => {
    const needs = '需要“任务管理（TASK_MANAGER）”或“系统管理员（ADMIN）”角色。';
    await page.getByLabel(`终止任务: ${needs}`, { exact: true }).waitFor();
    expect(await page.locator('button[data-op]:not([disabled])').count()).toBe(0);
    // The next state arrives by an event while an administrator has the same page open.
    await onPage(`/tasks/${task.id}`, async (admin) => {
      await admin.locator('button[data-op=terminate]:not([disabled])').first().waitFor();
      await api.call('POST', `/tasks/${task.id}/terminate`, { reason: 'test' });
      await admin.locator('button[data-op=abandon]:not([disabled])').first().waitFor();
      await page.locator('[data-state=FAILED]').first().waitFor();
      await page.getByLabel(`放弃: ${needs}`, { exact: true }).waitFor();
      expect(await page.locator('button[data-op]:not([disabled])').count()).toBe(0);
    }, { language: 'zh' });
  }, { user, language: 'zh' });
});
