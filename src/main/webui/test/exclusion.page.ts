import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { TaskDetail } from '../src/api/types';
import { Api } from './api';
import { closeBrowser } from './browser';
import { endAll, onPage } from './list';

/** Which task can be started beside which unfinished one, as a user meets it on the page that starts tasks. */
const api = new Api();
let files: string[] = [];

beforeAll(() => endAll(api));
afterEach(async () => {
  files.forEach((file) => api.release(file));
  files = [];
  await endAll(api);
});
afterAll(closeBrowser);

const LOCAL_GLOBAL = 'test.holds';
const OBPROXY = 'test.holds-proxy';
const CLUSTER_GLOBAL = 'test.holds-cluster';
const TENANT = 'test.list-tenant';

function newFile(): string {
  const file = api.file();
  files.push(file);
  return file;
}

/** An unfinished task that runs until the end of the test. */
function unfinished(operation: string, params: Record<string, string> = {}): Promise<TaskDetail> {
  return api.submitted(operation, 'RUNNING', { file: newFile(), ...params });
}

/** Fills the form of an operation and starts the task. */
async function start(page: Page, operation: string, params: Record<string, string> = {}): Promise<void> {
  await page.goto(`/tasks/new?operation=${operation}`);
  for (const [name, value] of Object.entries({ file: newFile(), ...params })) await page.getByLabel(name, { exact: true }).fill(value);
  await page.locator('button[type=submit]').click();
}

async function isRefused(page: Page, holder: TaskDetail, operation: string, params: Record<string, string> = {}): Promise<void> {
  await start(page, operation, params);
  const refusal = page.getByRole('alert').filter({ hasText: 'claim.held' });
  await refusal.getByRole('link', { name: `#${holder.id}` }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/tasks/new');
}

async function isStarted(page: Page, operation: string, params: Record<string, string> = {}): Promise<void> {
  await start(page, operation, params);
  await expect.poll(() => new URL(page.url()).pathname).toMatch(/^\/tasks\/\d+$/);
  const task = await api.until(new URL(page.url()).pathname.split('/')[2] ?? '', 'RUNNING');
  expect(task.operation).toBe(operation);
  await page.getByRole('main').getByText('执行中', { exact: true }).first().waitFor();
}

const inChinese = (test: (page: Page) => Promise<void>) => onPage('/tasks', test, { language: 'zh' });

it('behaviour 58: a second local task of global maintenance is refused', async () => {
  const holder = await unfinished(LOCAL_GLOBAL);
  await inChinese((page) => isRefused(page, holder, LOCAL_GLOBAL));
});

it('behaviour 59: a second OBProxy task is refused', async () => {
  const holder = await unfinished(OBPROXY);
  await inChinese((page) => isRefused(page, holder, OBPROXY));
});

it('behaviour 60: global maintenance and OBProxy maintenance of a host run side by side, whichever was first', async () => {
  await unfinished(LOCAL_GLOBAL);
  await inChinese(async (page) => {
    await isStarted(page, OBPROXY);
    await endAll(api);
    await unfinished(OBPROXY);
    await isStarted(page, LOCAL_GLOBAL);
  });
});

it('behaviour 62: a second cluster task of global maintenance is refused', async () => {
  const holder = await unfinished(CLUSTER_GLOBAL);
  await inChinese((page) => isRefused(page, holder, CLUSTER_GLOBAL));
});

it('behaviour 63: tenant maintenance is refused beside global maintenance of the cluster, and the other way round', async () => {
  const global = await unfinished(CLUSTER_GLOBAL);
  await inChinese(async (page) => {
    await isRefused(page, global, TENANT, { tenant: 't1' });
    await endAll(api);
    const tenant = await unfinished(TENANT, { tenant: 't1' });
    await isRefused(page, tenant, CLUSTER_GLOBAL);
  });
});

it('behaviour 64: maintenance of another tenant is started, of the same tenant it is refused', async () => {
  const holder = await unfinished(TENANT, { tenant: 't1' });
  await inChinese(async (page) => {
    await isRefused(page, holder, TENANT, { tenant: 't1' });
    await isStarted(page, TENANT, { tenant: 't2' });
  });
});

it('behaviour 65: a refused task does not wait: it can be started after the other one has ended', async () => {
  const holder = await unfinished(OBPROXY);
  await inChinese(async (page) => {
    await isRefused(page, holder, OBPROXY);
    files.forEach((file) => api.release(file));
    await api.until(holder.id, 'SUCCEEDED');
    const { items } = await api.call<{ items: TaskDetail[] }>('GET', `/tasks?operation=${OBPROXY}&state=RUNNING`);
    expect(items).toEqual([]);
    await isStarted(page, OBPROXY);
  });
});

it('behaviour 66: a task without maintenance is always started, and local and cluster tasks do not exclude each other', async () => {
  await unfinished(LOCAL_GLOBAL);
  await inChinese(async (page) => {
    await isStarted(page, CLUSTER_GLOBAL);
    await isStarted(page, 'test.waits');
  });
});
