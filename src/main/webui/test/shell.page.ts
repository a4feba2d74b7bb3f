import { afterAll, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { Api } from './api';
import { closeBrowser, closePage, faultsOf, openPage } from './browser';

afterAll(closeBrowser);

async function close(page: Page): Promise<void> {
  expect(faultsOf(page)).toEqual([]);
  await closePage(page);
}

function connection(page: Page) {
  return page.locator('header [data-connection]');
}

it('behaviour 1: the page starts with the task center for operations on clusters, tenants and hosts', async () => {
  const page = await openPage('/', { language: 'zh' });
  await page.getByRole('heading', { name: '任务中心' }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/tasks');
  await page.getByRole('navigation', { name: '系统管理' }).getByRole('link', { name: '运维操作' }).click();
  await page.getByRole('link', { name: '主机巡检' }).click();
  await page.getByRole('heading', { name: '主机巡检' }).waitFor();
  expect(new URL(page.url()).search).toBe('?name=host.inspect');
  await close(page);
});

it('behaviour 2: a viewer sees everything, and disabled buttons say which role is needed', async () => {
  const api = new Api();
  const user = { name: `u${Math.random().toString(36).slice(2, 10)}`, password: 'correct horse battery' };
  await api.call('POST', '/users', { ...user, role: 'TASK_VIEWER' });
  const page = await openPage('/operations?name=test.params', { user, language: 'zh' });
  const start = page.getByRole('button', { name: '发起任务' });
  await start.waitFor();
  expect(await start.isDisabled()).toBe(true);
  await page.getByRole('note', { name: '发起任务' }).hover();
  await page.getByRole('tooltip', { name: '需要“任务管理（TASK_MANAGER）”或“系统管理员（ADMIN）”角色。' }).waitFor();
  await page.getByRole('button', { name: user.name }).click();
  await page.getByText('任务查看').waitFor();
  await api.call('DELETE', `/users/${user.name}`);
  await close(page);
});

it('behaviour 2: a task manager can start tasks', async () => {
  const api = new Api();
  const user = { name: `u${Math.random().toString(36).slice(2, 10)}`, password: 'correct horse battery' };
  await api.call('POST', '/users', { ...user, role: 'TASK_MANAGER' });
  const page = await openPage('/operations?name=test.params', { user });
  await page.getByRole('button', { name: 'Start a task' }).click();
  await expect.poll(() => new URL(page.url()).pathname + new URL(page.url()).search).toBe('/tasks/new?operation=test.params');
  await api.call('DELETE', `/users/${user.name}`);
  await close(page);
});

it('behaviour 49: the catalogue shows operations on hosts with parameters, steps, rollback and what they exclude', async () => {
  const page = await openPage('/operations');
  await page.getByRole('textbox', { name: 'Search operations' }).fill('parallel');
  await page.getByRole('link', { name: 'Task with parallel steps' }).click();
  const detail = page.getByRole('article', { name: 'Task with parallel steps' });
  await detail.getByText('OBProxy maintenance on the same host, while unfinished.').waitFor();
  await detail.getByRole('region', { name: 'Parameters' }).getByText('"/nonexistent"').waitFor();
  const steps = detail.getByRole('region', { name: 'Steps' });
  await steps.getByRole('row', { name: 'Step A' }).getByText('Undoes the step').waitFor();
  await steps.getByRole('row', { name: 'Step C' }).getByText('Nothing to undo').waitFor();
  expect(new URL(page.url()).search).toBe('?q=parallel&name=test.graph');
  await page.getByRole('textbox', { name: 'Search operations' }).fill('no such text');
  await page.getByText('No operation contains this text.').waitFor();
  await close(page);
});

it('behaviour 52: the navigation has System management > Task Center', async () => {
  const page = await openPage('/about', { language: 'zh' });
  const navigation = page.getByRole('navigation', { name: '系统管理' });
  await navigation.getByRole('link', { name: '任务中心' }).click();
  await page.getByRole('heading', { name: '任务中心' }).waitFor();
  await close(page);
});

it('keeps language and theme over a reload', async () => {
  const page = await openPage('/locks');
  await page.getByRole('heading', { name: 'Claims' }).waitFor();
  await page.getByRole('button', { name: 'switch the language to Chinese' }).click();
  await page.getByRole('heading', { name: '运维锁' }).waitFor();
  await page.getByRole('button', { name: '主题' }).click();
  await page.getByRole('menuitem', { name: '深色' }).click();
  const root = page.locator('html');
  await expect.poll(() => root.getAttribute('data-theme')).toBe('dark');
  await page.reload();
  await page.getByRole('heading', { name: '运维锁' }).waitFor();
  expect(await root.getAttribute('data-theme')).toBe('dark');
  expect(await root.getAttribute('lang')).toBe('zh-CN');
  await page.getByRole('button', { name: '主题' }).click();
  await page.getByRole('menuitem', { name: '跟随系统' }).click();
  await expect.poll(() => root.getAttribute('data-theme')).toBe('light');
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(() => root.getAttribute('data-theme')).toBe('dark');
  await close(page);
});

it('has a navigation drawer on a phone, and nothing wider than the window', async () => {
  const page = await openPage('/about', { width: 400, height: 800 });
  await page.getByRole('button', { name: 'Menu' }).click();
  await page.getByRole('dialog').getByRole('link', { name: 'Claims' }).click();
  await page.getByRole('heading', { name: 'Claims' }).waitFor();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  for (const path of ['/locks', '/audit', '/users', '/tokens', '/operations?name=test.params', '/about']) {
    await page.goto(path);
    await page.locator('h1').waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(400);
  }
  await close(page);
});

it.each(['zh', 'en'] as const)('wraps long names on a phone (%s)', async (language) => {
  const target = `obcluster-production-zone1-observer-${'x'.repeat(40)}.example.internal`;
  const { id } = await new Api().submitted('test.fails', 'FAILED', { name: target });
  const page = await openPage('/about', { language, width: 400, height: 800 });
  for (const path of [`/tasks?target=${target}`, '/tasks/new', `/tasks/${id}`, `/tasks/${id}?view=flow`, `/tasks/${id}?view=timeline&tab=params`, '/audit', '/about']) {
    await page.goto(path);
    await page.locator('h1').waitFor();
    await expect.poll(() => page.locator('.ant-spin-spinning').count()).toBe(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(400);
  }
  await close(page);
});

it('shows version, agent, health and documents', async () => {
  const page = await openPage('/about');
  await page.getByText(/^\d+\.\d+\.\d+/).first().waitFor();
  await page.getByText('As the clock of this browser').waitFor();
  await page.getByText('Engine thread').waitFor();
  for (const path of ['/q/openapi', '/q/health', '/q/metrics']) {
    const link = page.getByRole('link', { name: path, exact: true });
    expect(await link.getAttribute('href')).toBe(path);
    expect((await page.context().request.get(path)).status(), path).toBe(200);
  }
  await close(page);
});

it('credits third-party software, with the texts of the licences', async () => {
  const page = await openPage('/about');
  const table = page.getByRole('region', { name: 'Third-party software' });
  const flow = table.getByRole('row', { name: 'React Flow' });
  await flow.getByText('MIT', { exact: true }).waitFor();
  expect(await flow.getByRole('link').getAttribute('href')).toBe('https://reactflow.dev');
  await page.getByText(/^\d+ further packages/).click();
  await page.getByRole('listitem').filter({ hasText: '@xyflow/system' }).getByText('MIT').waitFor();
  const texts = await page.context().request.get((await page.getByRole('link', { name: 'Texts of the licences' }).getAttribute('href'))!);
  expect(texts.headers()['content-type']).toContain('text/plain');
  const content = await texts.text();
  for (const text of ['@xyflow/react', 'webkid GmbH', 'Permission is hereby granted']) expect(content).toContain(text);
  await close(page);
});

it('is live while events arrive, polls when they are refused, and is live again', async () => {
  const page = await openPage('/tasks');
  await expect.poll(() => connection(page).getAttribute('data-connection')).toBe('live');
  await page.route('**/api/v2/events*', (route) => route.fulfill({ status: 503, contentType: 'application/problem+json', body: '{"code":"events.too-many"}' }));
  await page.reload();
  await expect.poll(() => connection(page).getAttribute('data-connection')).toBe('polling');
  await connection(page).hover();
  await page.getByRole('tooltip', { name: 'as many streams of events as it may' }).waitFor();
  await page.unroute('**/api/v2/events*');
  await expect.poll(() => connection(page).getAttribute('data-connection'), { timeout: 40_000 }).toBe('live');
  await close(page);
});

it('polls after the stream has failed five times', async () => {
  const page = await openPage('/tasks');
  await page.route('**/api/v2/events*', (route) => route.abort('connectionrefused'));
  await page.reload();
  await expect.poll(() => connection(page).getAttribute('data-connection')).toBe('offline');
  await connection(page).hover();
  await page.getByRole('tooltip', { name: 'The daemon does not respond.' }).waitFor();
  await expect.poll(() => connection(page).getAttribute('data-connection'), { timeout: 40_000 }).toBe('polling');
  await close(page);
});

it('says offline without a network, and goes on afterwards', async () => {
  const page = await openPage('/locks');
  await expect.poll(() => connection(page).getAttribute('data-connection')).toBe('live');
  await page.context().setOffline(true);
  await expect.poll(() => connection(page).getAttribute('data-connection'), { timeout: 40_000 }).toBe('offline');
  await page.context().setOffline(false);
  await expect.poll(() => connection(page).getAttribute('data-connection'), { timeout: 40_000 }).toBe('live');
  await close(page);
});

it('goes to pages, tasks and operations with Ctrl+K', async () => {
  const task = await new Api().submitted('test.succeeds', 'SUCCEEDED');
  const page = await openPage('/about');
  await page.getByRole('heading', { name: 'About' }).waitFor();
  const search = page.getByRole('combobox', { name: 'Go to' });
  await page.keyboard.press('Control+k');
  await search.fill('claims');
  await page.getByRole('option', { name: 'Claims' }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Claims' }).waitFor();

  await page.keyboard.press('Control+k');
  await search.fill(task.id);
  await page.getByRole('option', { name: task.id }).waitFor();
  await page.keyboard.press('Enter');
  await expect.poll(() => new URL(page.url()).pathname).toBe(`/tasks/${task.id}`);

  await page.keyboard.press('Control+k');
  await search.fill('inspect');
  await page.getByRole('option', { name: 'host.inspect' }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await page.getByRole('option', { name: 'Inspect host Start a task' }).click();
  await expect.poll(() => new URL(page.url()).search).toBe('?operation=host.inspect');
  await close(page);
});

it('has no animations for users who want none', async () => {
  for (const animations of [true, false]) {
    const page = await openPage('/tasks', { animations });
    const seconds = await page.getByRole('button', { name: 'Refresh' }).evaluate((button) => parseFloat(getComputedStyle(button).transitionDuration));
    if (animations) expect(seconds).toBeGreaterThan(0.1);
    else expect(seconds).toBeLessThan(0.001);
    await close(page);
  }
});
