import type { Page } from 'playwright-core';
import { afterAll, expect, inject, it } from 'vitest';
import type { Counts, Task } from '../src/api/types';
import { Api } from './api';
import { closeBrowser } from './browser';
import { endAll, ids, onPage, row, states, unique } from './list';

const api = new Api();

afterAll(async () => {
  await endAll(api);
  await closeBrowser();
});

const shows = (page: Page, expected: string[]) => expect.poll(async () => (await ids(page)).sort()).toEqual([...expected].sort());

async function choose(page: Page, filter: string, ...options: string[]): Promise<void> {
  await page.getByRole('combobox', { name: filter, exact: true }).click();
  for (const option of options) await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)').getByTitle(option, { exact: true }).click();
  await page.keyboard.press('Escape');
}

async function search(page: Page, mode: string | null, text: string): Promise<void> {
  if (mode) await choose(page, 'Search in', mode);
  await page.getByRole('searchbox', { name: 'Search' }).fill(text);
  await page.keyboard.press('Enter');
}

it('behaviour 6: filters by states', () => onPage('/tasks', async (page) => {
  await api.submitted('test.fails', 'FAILED');
  await api.submitted('test.succeeds', 'SUCCEEDED');
  // What needs a user appears above the list and moves it.
  await page.getByTestId('attention').waitFor();
  await choose(page, 'States', 'Failed');
  await expect.poll(() => states(page)).toEqual(['FAILED']);
  await choose(page, 'States', 'Succeeded');
  await expect.poll(() => states(page)).toEqual(['FAILED', 'SUCCEEDED']);
  expect(new URL(page.url()).searchParams.getAll('state').sort()).toEqual(['FAILED', 'SUCCEEDED']);
}));

it('behaviour 7: filters by initiator', async () => {
  const name = unique('u');
  const password = 'a password of a test';
  await api.call('POST', '/users', { name, role: 'TASK_MANAGER', password });
  const own = await new Api({ ...inject('daemon'), password }, name).submit('test.succeeds');
  await onPage('/tasks', async (page) => {
    await page.getByRole('combobox', { name: 'Initiator' }).fill(name);
    await page.keyboard.press('Enter');
    await shows(page, [own.id]);
    expect(new URL(page.url()).searchParams.get('initiator')).toBe(name);
    await row(page, own.id).getByText(name, { exact: true }).waitFor();
  });
});

it('behaviour 8: searches by target', async () => {
  const target = unique('Host-');
  const task = await api.submit('test.succeeds', { name: target });
  await onPage('/tasks', async (page) => {
    await search(page, 'Target', target.slice(2).toUpperCase());
    await shows(page, [task.id]);
    expect(new URL(page.url()).searchParams.get('target')).toBe(target.slice(2).toUpperCase());
  });
});

it('behaviour 9: searches by the name of the task, in both languages', async () => {
  const task = await api.submitted('test.graph', 'FAILED');
  await onPage('/tasks', async (page) => {
    await search(page, 'Task name', 'PARALLEL step');
    const names = () => page.locator('tr[data-task] td:nth-child(2) > a').allTextContents();
    await expect.poll(async () => [...new Set(await names())]).toEqual(['Task with parallel steps']);
    await row(page, task.id).waitFor();
  });
  await onPage('/tasks?name=%E5%B9%B6%E8%A1%8C', (page) => row(page, task.id).waitFor(), { language: 'zh' });
  await api.call('POST', `/tasks/${task.id}/abandon`, { reason: 'test' });
});

it('behaviour 10: filters and searches select the tasks that meet all of them', async () => {
  const target = unique('t');
  const failed = await api.submitted('test.fails', 'FAILED', { name: target });
  const succeeded = await api.submitted('test.list-remove', 'SUCCEEDED', { tenant: target });
  await onPage(`/tasks?target=${target}`, async (page) => {
    await shows(page, [failed.id, succeeded.id]);
    await choose(page, 'States', 'Failed');
    await shows(page, [failed.id]);
    await choose(page, 'Task type', 'Cluster task');
    await shows(page, []);
    await page.getByText('No task matches the filters.').waitFor();
    await page.getByRole('button', { name: 'Reset' }).first().click();
    await expect.poll(() => new URL(page.url()).search).toBe('');
    await row(page, succeeded.id).waitFor();
  });
});

it('behaviour 11: the target is a link to its page', async () => {
  const target = unique('host-');
  const task = await api.submit('test.succeeds', { name: target });
  await onPage('/tasks', async (page) => {
    await row(page, task.id).getByRole('link', { name: target }).click();
    await shows(page, [task.id]);
    expect(new URL(page.url()).searchParams.get('target')).toBe(target);
  });
});

it('behaviour 12: a target that is gone has its name and type, but no link', async () => {
  const tenant = unique('tenant_');
  const task = await api.submitted('test.list-remove', 'SUCCEEDED', { tenant });
  await onPage(`/tasks?target=${tenant}`, async (page) => {
    const cell = row(page, task.id).locator('td').nth(2);
    await cell.getByText(tenant).waitFor();
    expect(await cell.textContent()).toMatch(/租户.*已删除/);
    expect(await cell.getByRole('link').count()).toBe(0);
  }, { language: 'zh' });
});

it.each([['behaviour 13'], ['behaviour 55']])('%s: a click on the name of a task opens its page', async () => {
  const task = await api.submitted('test.succeeds', 'SUCCEEDED');
  await onPage('/tasks', async (page) => {
    await row(page, task.id).getByRole('link', { name: 'Task that succeeds' }).click();
    await expect.poll(() => new URL(page.url()).pathname).toBe(`/tasks/${task.id}`);
  });
});

it('behaviour 53: the tabs filter by state and show the numbers', async () => {
  await api.submitted('test.fails', 'FAILED');
  const waits = await api.submit('test.waits', { file: api.file() });
  const counts = await api.call<Counts>('GET', '/tasks/counts');
  await onPage('/tasks', async (page) => {
    const tabs = page.getByRole('navigation', { name: '按状态查看任务' });
    await tabs.getByRole('link', { name: `执行失败 ${counts.failed}` }).click();
    await expect.poll(() => states(page)).toEqual(['FAILED']);
    await tabs.getByRole('link', { name: `执行中 ${counts.running}` }).click();
    await row(page, waits.id).waitFor();
    await tabs.getByRole('link', { name: '已完成' }).click();
    await expect.poll(async () => (await states(page)).every((state) => ['SUCCEEDED', 'ABANDONED', 'ROLLED_BACK'].includes(state ?? ''))).toBe(true);
    await tabs.getByRole('link', { name: '全部' }).click();
    await expect.poll(() => new URL(page.url()).search).toBe('');
  }, { language: 'zh' });
});

it('behaviour 54: the search box finds a task by name, target or id', async () => {
  const task = await api.submitted('test.succeeds', 'SUCCEEDED', { name: unique('host-') });
  await onPage('/tasks', async (page) => {
    await search(page, null, task.id);
    await shows(page, [task.id]);
    await search(page, null, task.target?.name ?? '');
    await shows(page, [task.id]);
    await search(page, 'Task ID', task.id);
    await shows(page, [task.id]);
    expect(new URL(page.url()).searchParams.get('id')).toBe(task.id);
    await page.reload();
    await shows(page, [task.id]);
    expect(await page.getByRole('searchbox', { name: 'Search' }).inputValue()).toBe(task.id);
  });
});

const MAINTENANCE: [string, string, string, Record<string, unknown>, string[]][] = [
  ['behaviour 57', 'LOCAL', '本地任务', {}, ['非运维', '全局运维', 'OBProxy 运维']],
  ['behaviour 61', 'CLUSTER', '集群任务', {}, ['非运维', '全局运维', '租户运维']],
];
it.each(MAINTENANCE)('%s: %s tasks have three types of maintenance, shown and filtered', async (_, scope, label, __, types) => {
  await endAll(api);
  const target = unique('t');
  const file = api.file();
  api.release(file);
  const operations = scope === 'LOCAL' ? ['test.succeeds', 'test.holds', 'test.graph'] : ['test.list-cluster-none', 'test.list-cluster-global', 'test.list-tenant'];
  const tasks: Task[] = [];
  for (const operation of operations) {
    const params: Record<string, unknown> = operation === 'test.list-tenant' ? { tenant: target, file } : operation === 'test.holds' || operation === 'test.graph' ? { file } : {};
    const task = await api.submit(operation, params);
    tasks.push(await api.until(task.id, 'SUCCEEDED'));
  }
  await onPage('/tasks', async (page) => {
    for (const [i, task] of tasks.entries()) {
      await row(page, task.id).getByText(label).waitFor();
      await row(page, task.id).getByText(types[i] ?? '', { exact: false }).first().waitFor();
    }
    await page.getByRole('button', { name: '更多筛选' }).click();
    await choose(page, '任务类型', label);
    await choose(page, '运维类型', types[2] ?? '');
    await row(page, tasks[0]?.id ?? '').waitFor({ state: 'detached' });
    await row(page, tasks[2]?.id ?? '').waitFor();
    expect(new URL(page.url()).searchParams.get('scope')).toBe(scope);
  }, { language: 'zh' });
});

it('behaviour 56: local and cluster tasks are told apart', async () => {
  const local = await api.submitted('test.succeeds', 'SUCCEEDED');
  const cluster = await api.submitted('test.list-cluster-none', 'SUCCEEDED');
  await onPage('/tasks', async (page) => {
    await row(page, local.id).getByText('Local task', { exact: true }).waitFor();
    await row(page, cluster.id).getByText('Cluster task', { exact: true }).waitFor();
    await choose(page, 'Task type', 'Cluster task');
    await row(page, local.id).waitFor({ state: 'detached' });
    await row(page, cluster.id).waitFor();
  });
});

it('says what a task waits for, since when and until when, and filters by it', async () => {
  const task = await api.untilTask((await api.submit('test.list-retry')).id, ({ waiting }) => waiting?.for === 'RETRY');
  await onPage('/tasks', async (page) => {
    const waiting = row(page, task.id).getByTestId('waiting');
    await waiting.waitFor();
    expect(await waiting.textContent()).toMatch(/Waiting for: Automatic retry \(automatic retry 1 of 3\) · since .* · until in (9|10) minutes/);
    await page.getByRole('button', { name: 'More filters' }).click();
    await choose(page, 'Waiting for', 'Automatic retry');
    await row(page, task.id).waitFor();
    await choose(page, 'Waiting longer than', 'Waiting longer than 30 min 0 s', );
    await row(page, task.id).waitFor({ state: 'detached' });
  });
});

it('sorts by name, created and ended, and pages forward and back', async () => {
  const target = unique('host-');
  for (let i = 0; i < 25; i++) await api.submit(i % 2 ? 'test.succeeds' : 'test.waits', i % 2 ? { name: target } : { name: target, file: '/' });
  await expect.poll(async () => (await api.call<{ items: Task[] }>('GET', `/tasks?target=${target}&state=SUCCEEDED&limit=50`)).items.length).toBe(25);
  await onPage(`/tasks?target=${target}`, async (page) => {
    await expect.poll(async () => (await ids(page)).length).toBe(20);
    const first = await ids(page);
    await page.getByRole('button', { name: 'Next page' }).click();
    await expect.poll(async () => (await ids(page)).length).toBe(5);
    const second = await ids(page);
    expect(second.some((id) => first.includes(id))).toBe(false);
    await page.reload();
    await expect.poll(() => ids(page)).toEqual(second);
    await page.getByRole('button', { name: 'Previous page' }).click();
    await expect.poll(() => ids(page)).toEqual(first);
    await page.getByText('Page 1').waitFor();
    await page.getByRole('button', { name: 'Sort by Task name / ID' }).click();
    await expect.poll(() => new URL(page.url()).searchParams.get('sort')).toBe('name');
    await expect.poll(async () => new Set(await page.locator('tr[data-task] td:nth-child(2) > a').allTextContents()).size).toBe(2);
    expect((await page.locator('tr[data-task] td:nth-child(2) > a').allTextContents())[0]).toBe('Task that runs long');
    await page.getByRole('button', { name: 'Sort by Ended / Duration' }).click();
    await expect.poll(() => new URL(page.url()).searchParams.get('sort')).toBe('-endedAt');
    await page.getByRole('button', { name: 'Sort by Created' }).click();
    await expect.poll(() => new URL(page.url()).searchParams.get('sort')).toBe(null);
    await page.locator('th[aria-sort=descending]', { hasText: 'Created' }).waitFor();
    await page.getByRole('button', { name: 'Sort by Created' }).click();
    await expect.poll(() => new URL(page.url()).searchParams.get('sort')).toBe('createdAt');
    await expect.poll(() => ids(page)).toEqual([...second.reverse(), ...first.reverse()].slice(0, 20));
  });
});

it('saves, applies and deletes a view', () => onPage('/tasks?state=FAILED&scope=LOCAL&sort=name', async (page) => {
  await page.getByRole('button', { name: 'Saved views' }).click();
  const views = page.getByTestId('views');
  await views.getByLabel('Name of the view').fill('failed here');
  await views.getByRole('button', { name: 'Save' }).click();
  await views.getByRole('button', { name: 'failed here', exact: true }).waitFor();
  await page.keyboard.press('Escape');
  await page.goto('/tasks');
  await page.getByRole('button', { name: 'Saved views' }).click();
  await views.getByRole('button', { name: 'failed here', exact: true }).click();
  await expect.poll(() => new URL(page.url()).search).toBe('?state=FAILED&scope=LOCAL&sort=name');
  await page.getByRole('button', { name: 'Saved views' }).click();
  await views.getByRole('button', { name: 'Delete the view failed here' }).click();
  await views.getByText('No saved views').waitFor();
}));

it('shows changes of a row at once, and new rows', async () => {
  const file = api.file();
  const target = unique('host-');
  await onPage(`/tasks?target=${target}`, async (page) => {
    await page.locator('[data-connection=live]').waitFor();
    const task = await api.submit('test.waits', { file, name: target });
    await row(page, task.id).getByText('1/3').waitFor();
    const read = page.waitForRequest((request) => /\/tasks\?/.test(request.url()));
    api.release(file);
    await row(page, task.id).getByText('Succeeded').waitFor();
    await row(page, task.id).getByText('3/3').waitFor();
    await read;
  });
});

it('reads the list at most once a second however many events arrive', async () => {
  await onPage('/tasks', async (page) => {
    await page.locator('[data-connection=live]').waitFor();
    const times: number[] = [];
    page.on('request', (request) => /\/api\/v2\/tasks\?/.test(request.url()) && times.push(Date.now()));
    const end = Date.now() + 5000;
    while (Date.now() < end) await api.submit('test.succeeds');
    expect(times.length).toBeGreaterThan(1);
    expect(times.length).toBeLessThanOrEqual(7);
  });
});

it('does not read the list while the tab is hidden, but when it is shown again', async () => {
  const target = unique('host-');
  await onPage(`/tasks?target=${target}`, async (page) => {
    await page.locator('[data-connection=live]').waitFor();
    await page.getByText('No task matches the filters.').waitFor();
    const show = (hidden: boolean) => page.evaluate((value) => {
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => value });
      Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => (value ? 'hidden' : 'visible') });
      document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
    }, hidden);
    await show(true);
    let requests = 0;
    page.on('request', (request) => /\/api\/v2\/tasks\?/.test(request.url()) && (requests += 1));
    const task = await api.submit('test.waits', { file: api.file(), name: target });
    // Events have arrived for more than a second: the step writes a line a second.
    await api.untilTask(task.id, (detail) => (api.subTask(detail, 'long').attempts[0]?.logLines ?? 0) >= 5, 'writing');
    expect(requests).toBe(0);
    await show(false);
    await row(page, task.id).getByText('1/3').waitFor();
    expect(requests).toBeGreaterThan(0);
  });
});

it('shows cards on a narrow screen, with filters folded', async () => {
  const task = await api.submitted('test.fails', 'FAILED');
  await onPage('/tasks', async (page) => {
    await row(page, task.id).waitFor();
    expect(await row(page, task.id).evaluate((element) => getComputedStyle(element).display)).toBe('grid');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(400);
    expect(await page.getByRole('combobox', { name: 'States' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Filters' }).click();
    await choose(page, 'States', 'Succeeded');
    await row(page, task.id).waitFor({ state: 'detached' });
    await choose(page, 'Sort', 'Created ascending');
    await expect.poll(() => new URL(page.url()).searchParams.get('sort')).toBe('createdAt');
  }, { width: 400 });
});
