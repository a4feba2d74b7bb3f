import type { Page } from 'playwright-core';
import { afterAll, expect, it } from 'vitest';
import { Api } from './api';
import { closeBrowser } from './browser';
import { endAll, onPage, unique } from './list';

const api = new Api();

afterAll(async () => {
  await endAll(api);
  await closeBrowser();
});

const start = (page: Page) => page.locator('button[type=submit]');
/** Waits for the page of a task and returns the id. */
async function started(page: Page): Promise<string> {
  await expect.poll(() => new URL(page.url()).pathname).toMatch(/^\/tasks\/\d+$/);
  return new URL(page.url()).pathname.split('/')[2] ?? '';
}

it('behaviour 65: an excluded task is refused, and the page links the unfinished one', async () => {
  await endAll(api);
  const file = api.file();
  const holder = await api.submit('test.holds', { file });
  await onPage('/tasks/new?operation=test.holds', async (page) => {
    await page.getByLabel('file', { exact: true }).fill(api.file());
    await page.getByRole('button', { name: 'Preview' }).click();
    const preview = page.getByTestId('preview');
    await preview.getByText('Cannot start now').waitFor();
    expect(await preview.getByRole('link', { name: `#${holder.id}` }).getAttribute('href')).toBe(`/tasks/${holder.id}`);
    await start(page).click();
    const refusal = page.getByRole('alert').filter({ hasText: 'claim.held' });
    await refusal.getByText('excludes it').waitFor();
    expect(new URL(page.url()).pathname).toBe('/tasks/new');
    await refusal.getByRole('link', { name: `#${holder.id}` }).click();
    await expect.poll(() => new URL(page.url()).pathname).toBe(`/tasks/${holder.id}`);
  });
  api.release(file);
  await api.until(holder.id, 'SUCCEEDED');
});

it.each([['zh', '主机', '操作目录', '运维操作'], ['en', 'Host', 'Catalogue', 'Operations']] as const)('names the groups as the page of the operations does (%s)', async (language, name, catalogue, operations) => {
  await onPage('/tasks/new', async (page) => {
    await page.getByRole('navigation', { name: catalogue }).getByRole('heading', { name }).waitFor();
    const groups = await page.getByRole('navigation', { name: catalogue }).getByRole('heading').allInnerTexts();
    await page.goto('/operations');
    const list = page.getByRole('navigation', { name: operations });
    await list.getByRole('heading', { name }).waitFor();
    expect(await list.getByRole('heading').allInnerTexts()).toEqual(groups);
  }, { language });
});

it('finds an operation in the catalogue, draws its form, and starts the task', () => onPage('/tasks', async (page) => {
  await page.getByRole('button', { name: '发起任务' }).click();
  const catalogue = page.getByRole('navigation', { name: '操作目录' });
  await catalogue.getByLabel('搜索运维操作').fill('多参数');
  await catalogue.getByRole('button', { name: /多参数任务/ }).click();
  await expect.poll(() => new URL(page.url()).searchParams.get('operation')).toBe('test.params');
  expect(await page.getByLabel('count', { exact: true }).inputValue()).toBe('3');
  expect(await page.getByLabel('memory', { exact: true }).inputValue()).toBe('4G');
  expect(await page.getByLabel('password', { exact: true }).getAttribute('type')).toBe('password');
  await page.getByLabel('Tenant').fill('t1');
  await page.getByRole('switch', { name: 'force' }).click();
  await page.getByRole('button', { name: '添加: zones' }).click();
  await page.getByLabel('zones 1').fill('z1');
  await page.getByLabel('cpu', { exact: true }).fill('8');
  await page.getByLabel(/^原因/).fill('试运行');
  await start(page).click();
  const task = await api.task(await started(page));
  expect(task.params).toMatchObject({ tenant: 't1', mode: 'safe', count: 3, ratio: 0.5, force: true, zones: ['z1'], unit: { cpu: 8, memory: '4G' } });
  expect(task.reason).toBe('试运行');
  expect(task.initiator.source).toBe('WEB');
}, { language: 'zh' }));

it('shows the errors of the daemon at their fields', () => onPage('/tasks/new?operation=test.params', async (page) => {
  await page.getByLabel('Tenant').fill('UPPER');
  await page.getByRole('button', { name: 'Add: zones' }).click();
  await page.getByLabel('zones 1').fill('z1');
  for (let i = 0; i < 4; i++) await page.getByRole('button', { name: 'Add: zones' }).click();
  expect(await page.getByRole('button', { name: 'Add: zones' }).isDisabled()).toBe(true);
  await start(page).click();
  const item = page.locator('.ant-form-item').filter({ has: page.getByLabel('Tenant') });
  await item.getByText('must match the pattern').waitFor();
  expect(new URL(page.url()).pathname).toBe('/tasks/new');
  await page.getByLabel('Tenant').fill('lower');
  await item.getByText('must match the pattern').waitFor({ state: 'detached' });
  await page.getByRole('combobox', { name: 'Hosts (optional)' }).fill('192.0.2.1:1');
  await page.keyboard.press('Enter');
  await start(page).click();
  await page.locator('.ant-form-item').filter({ has: page.getByRole('combobox', { name: 'Hosts (optional)' }) }).getByText('is not an agent').waitFor();
}));

it('asks for required values before it sends', () => onPage('/tasks/new?operation=test.params', async (page) => {
  let sent = 0;
  page.on('request', (request) => request.method() === 'POST' && (sent += 1));
  await start(page).click();
  await page.getByText('Enter Tenant.').waitFor();
  expect(sent).toBe(0);
}));

it('draws lists of objects, and edits unknown constructs as JSON', () => onPage('/tasks/new?operation=test.list-form', async (page) => {
  const tenant = unique('t');
  await page.getByLabel('Tenant').fill(tenant);
  await page.getByRole('button', { name: 'Add: Units' }).click();
  await page.getByRole('button', { name: 'Add: Units' }).click();
  expect(await page.getByLabel('Replicas').first().inputValue()).toBe('1');
  await page.getByLabel('Zone').first().fill('z1');
  await page.getByLabel('Zone').nth(1).fill('z2');
  await page.getByRole('button', { name: 'Units: Remove item 1' }).click();
  await page.getByLabel('Labels').fill('{"a": ');
  await page.getByLabel('At', { exact: true }).fill('yesterday');
  await start(page).click();
  await page.getByText('This is not valid JSON.').waitFor();
  await page.getByLabel('Labels').fill('{"a": "b"}');
  await start(page).click();
  await page.getByText('must have the format date-time').waitFor();
  await page.getByLabel('At', { exact: true }).fill('2026-11-29T00:00:00Z');
  await start(page).click();
  const { params } = await api.task(await started(page));
  expect(params).toMatchObject({ tenant, units: [{ zone: 'z2', replicas: 1 }], labels: { a: 'b' }, at: '2026-11-29T00:00:00Z' });
}));

it('previews steps, hosts, commands, the claim, and the rollback of each step, and changes nothing', () => onPage('/tasks/new?operation=test.list-form', async (page) => {
  const tenant = unique('t');
  await page.getByLabel('Tenant').fill(tenant);
  await page.getByRole('button', { name: 'Preview' }).click();
  const preview = page.getByTestId('preview');
  const step = (id: string) => preview.locator(`li[data-step="${id}"]`);
  await step('first').getByText('Cannot be rolled back').waitFor();
  await step('first').getByText(`/bin/echo ${tenant}`).waitFor();
  await step('first').getByText(/\d+\.\d+\.\d+\.\d+:\d+/).waitFor();
  await step('extra').getByText('Left out by its condition').waitFor();
  await step('extra').getByText('Nothing to undo').waitFor();
  await step('last').getByText('Can be rolled back').waitFor();
  await preview.getByText(new RegExp(`Cluster task · Tenant maintenance · ${tenant}`)).waitFor();
  await preview.getByText('Nothing excludes the task now.').waitFor();
  // A change of the form makes the preview obsolete.
  await page.getByRole('switch', { name: 'Extra step' }).click();
  await preview.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Preview' }).click();
  await step('extra').getByText('Runs').waitFor();
  expect((await api.call<{ items: unknown[] }>('GET', `/tasks?target=${tenant}`)).items).toEqual([]);
}));

it('sends the same key when the daemon did not respond and the user clicks again', () => onPage('/tasks/new?operation=test.succeeds', async (page) => {
  const target = unique('host-');
  const keys: string[] = [];
  // The first response is lost after the daemon has accepted the task.
  await page.route('**/api/v2/tasks', async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    keys.push(route.request().headers()['idempotency-key'] ?? '');
    if (keys.length > 1) return route.continue();
    await route.fetch();
    return route.abort('connectionreset');
  });
  await page.getByLabel('name', { exact: true }).fill(target);
  await start(page).click();
  await page.getByRole('alert').getByText('The daemon does not respond.').waitFor();
  await start(page).click();
  await started(page);
  expect(keys).toHaveLength(2);
  expect(keys[0]).toBe(keys[1]);
  expect((await api.call<{ items: unknown[] }>('GET', `/tasks?target=${target}`)).items).toHaveLength(1);
}));

it('copies a task: its parameters are filled in, secrets are empty', async () => {
  const task = await api.submitted('test.params', 'SUCCEEDED', { tenant: 'copied', mode: 'fast', password: 'a secret', zones: ['z1', 'z2'], unit: { cpu: 7 } });
  await onPage(`/tasks?q=${task.id}`, async (page) => {
    await page.getByRole('button', { name: /^More operations/ }).click();
    await page.getByRole('menuitem', { name: 'Copy as new task' }).click();
    await page.getByText('Parameters are copied from task').waitFor();
    expect(new URL(page.url()).searchParams.get('from')).toBe(task.id);
    expect(await page.getByLabel('Tenant').inputValue()).toBe('copied');
    expect(await page.getByLabel('zones 2').inputValue()).toBe('z2');
    expect(await page.getByLabel('cpu', { exact: true }).inputValue()).toBe('7');
    expect(await page.getByLabel('password', { exact: true }).inputValue()).toBe('');
    await page.getByText('The value of the earlier task is secret.').waitFor();
    await start(page).click();
    const copy = await api.task(await started(page));
    expect(copy.id).not.toBe(task.id);
    expect(copy.params).toMatchObject({ tenant: 'copied', mode: 'fast', zones: ['z1', 'z2'], unit: { cpu: 7 } });
    expect(copy.params['password']).toBeUndefined();
  });
});

it('shows a disabled operation with its flaw, and leaves hidden ones out', () => onPage('/tasks/new', async (page) => {
  const catalogue = page.getByRole('navigation', { name: 'Catalogue' });
  const broken = catalogue.locator('[data-operation="test.list-broken"]');
  await broken.waitFor();
  expect(await broken.isDisabled()).toBe(true);
  await catalogue.getByText(/test\.list-broken\.yaml:\d+/).waitFor();
  await catalogue.getByText('needs the unknown step "missing"').waitFor();
  await catalogue.getByLabel('Search operations').fill('no such operation');
  await catalogue.getByText('No operation matches.').waitFor();
}));

it('works on a narrow screen: the catalogue gives way to the form', () => onPage('/tasks/new', async (page) => {
  await page.getByRole('button', { name: /Task that succeeds/ }).click();
  await page.getByLabel('name', { exact: true }).waitFor();
  expect(await page.getByRole('navigation', { name: 'Catalogue' }).count()).toBe(0);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(400);
  await page.getByRole('button', { name: 'Other operation' }).click();
  await page.getByRole('navigation', { name: 'Catalogue' }).waitFor();
}, { width: 400 }));

it('a viewer sees the form, but the buttons are disabled with the reason', async () => {
  const user = { name: unique('v'), password: 'a password of a test' };
  await api.call('POST', '/users', { ...user, role: 'TASK_VIEWER' });
  await onPage('/tasks/new?operation=test.succeeds', async (page) => {
    await start(page).waitFor();
    expect(await start(page).isDisabled()).toBe(true);
    await start(page).hover({ force: true });
    await page.getByRole('tooltip').getByText(/TASK_MANAGER/).waitFor();
  }, { user });
});
