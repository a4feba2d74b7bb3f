import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, expect, it } from 'vitest';
import type { SubTask, TaskDetail } from '../src/api/types';
import { Api } from './api';
import { closeBrowser, openPage } from './browser';
import { failsParams, log, menuOf, node, ok, openFlow } from './flow';

const api = new Api();
afterAll(closeBrowser);

it('behaviour 21: unfolding the bar at the bottom shows the log, and its window can be dragged larger', async () => {
  const task = await api.submitted('test.fails', 'FAILED', failsParams());
  const page = await openFlow(task);
  const drawer = log(page);
  await drawer.getByRole('button', { name: 'Show the log' }).click();
  const grip = drawer.getByRole('separator', { name: 'Height of the log' });
  const height = async () => (await drawer.boundingBox())!.height;
  const before = await height();
  const box = (await grip.boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2 - 80, { steps: 5 });
  await page.mouse.up();
  expect(await height()).toBeCloseTo(before + 80, -1);
  await grip.press('ArrowDown');
  await expect.poll(height).toBeCloseTo(before + 48, -1);
  // The height is a preference.
  await page.reload();
  await expect.poll(height).toBeCloseTo(before + 48, -1);
  await drawer.getByRole('button', { name: 'Hide the log' }).click();
  await expect.poll(height).toBeLessThan(60);
  await ok(page);
});

it('behaviour 21: a click on a step opens its log', async () => {
  const task = await api.submitted('test.fails', 'FAILED', failsParams());
  const page = await openFlow(task);
  await node(page, 'prepare').click();
  const id = api.subTask(task, 'prepare').id;
  await expect.poll(() => new URL(page.url()).searchParams.get('sub')).toBe(id);
  await log(page).getByRole('separator').waitFor();
  await expect.poll(() => node(page, 'prepare').getAttribute('data-selected')).toBe('true');
  await ok(page);
});

it('moves between connected steps by arrow keys, opens the log by Enter and the operations by the menu key', async () => {
  const task = await api.submitted('test.flow', 'FAILED');
  const page = await openFlow(task);
  const tree = page.getByRole('tree', { name: 'Steps' });
  await expect.poll(() => tree.getByRole('treeitem').count()).toBe(4);
  await tree.focus();
  await tree.press('Home');
  await expect.poll(() => node(page, 'a').getAttribute('data-active')).toBe('true');
  await tree.press('ArrowRight');
  await expect.poll(() => node(page, 'b1').getAttribute('data-active')).toBe('true');
  await tree.press('ArrowDown');
  await expect.poll(() => node(page, 'b2').getAttribute('data-active')).toBe('true');
  expect(await tree.getAttribute('aria-activedescendant')).toBe(await tree.getByRole('treeitem', { name: /^Step B2, Failed/ }).getAttribute('id'));
  await tree.press('Enter');
  await expect.poll(() => new URL(page.url()).searchParams.get('sub')).toBe(api.subTask(task, 'b2').id);
  await tree.press('Shift+F10');
  await menuOf(page).getByRole('menuitem', { name: 'Skip', exact: true }).waitFor();
  await page.keyboard.press('Escape');
  await menuOf(page).waitFor({ state: 'hidden' });
  // The focus returns to the tree.
  await expect.poll(() => tree.evaluate((element) => element === document.activeElement)).toBe(true);
  await ok(page);
});

it('folds many hosts into one step with a bar of their states, and shows them on demand', async () => {
  const task = await api.submitted('test.succeeds', 'SUCCEEDED');
  const hosts = Array.from({ length: 50 }, (_, i): string => `192.0.2.${i + 1}:2886`);
  const page = await openPage('/about');
  // A daemon of its own has one host: the other sub tasks are copies.
  await page.route(`**/api/v2/tasks/${task.id}`, async (route) => {
    const response = await route.fetch();
    const detail = (await response.json()) as TaskDetail;
    const one = detail.subTasks.find(({ stepId }) => stepId === 'second')!;
    const state = (i: number): SubTask['state'] => (i === 7 ? 'FAILED' : i < 47 ? 'SUCCEEDED' : 'RUNNING');
    const copies = hosts.map((host, i): SubTask => ({ ...one, id: i ? `${one.id}${i}` : one.id, host, state: state(i) }));
    await route.fulfill({ response, json: { ...detail, subTasks: detail.subTasks.flatMap((subTask) => (subTask === one ? copies : [subTask])) } });
  });
  await page.goto(`/tasks/${task.id}?view=flow`);
  const step = node(page, 'second');
  await step.getByText('50 hosts').waitFor();
  expect(await page.locator('[data-step]').count()).toBe(3);
  expect((await step.locator('[title*="46 Succeeded"]').getAttribute('title'))!.split(', ').sort()).toEqual(['1 Failed', '3 Running', '46 Succeeded']);
  await step.getByText('50 hosts').click();
  await step.getByText('192.0.2.8:2886').click();
  await expect.poll(() => new URL(page.url()).searchParams.get('sub')).toMatch(/7$/);
  expect(await page.getByRole('treeitem', { name: /^192\.0\.2\./ }).count()).toBe(50);
  await step.getByText('50 hosts').click();
  await expect.poll(() => step.getByText('192.0.2.8:2886').count()).toBe(0);
  await ok(page);
});

it('shows the steps as a list on a phone', async () => {
  const task = await api.submitted('test.fails', 'FAILED', failsParams());
  const page = await openFlow(task, { width: 400, height: 800 });
  expect(await page.locator('.react-flow').count()).toBe(0);
  await page.locator('[data-tree-step="apply"]').click();
  await expect.poll(() => new URL(page.url()).searchParams.get('sub')).toBe(api.subTask(task, 'apply').id);
  await log(page).getByRole('button', { name: 'Hide the log' }).waitFor();
  await page.locator('[data-tree-step="apply"] button[aria-haspopup=menu]').click();
  await menuOf(page).getByRole('menuitem', { name: 'Retry', exact: true }).waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  await ok(page);
});

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

it.each(['light', 'dark'] as const)('has no serious fault of accessibility in the flow view, the timeline and the tabs (%s)', async (theme) => {
  const task = await api.submitted('test.flow', 'FAILED');
  await api.call('POST', `/tasks/${task.id}/retry`, { reason: 'again' });
  await api.untilTask(task.id, ({ state, subTasks }) => state === 'FAILED' && subTasks.some(({ attempts }) => attempts.length > 1));
  const page = await openPage('/about', { theme });
  for (const query of ['view=flow&tab=audit', 'view=flow&tab=params', 'view=timeline&tab=related', 'view=timeline&tab=files']) {
    await page.goto(`/tasks/${task.id}?${query}`);
    await page.getByRole('tabpanel').waitFor();
    await page.locator('[data-step], [data-row="marks"]').first().waitFor();
    await page.evaluate(axe);
    const found = await page.evaluate(async () => {
      const { axe: tool } = window as unknown as { axe: { run: (context: object) => Promise<{ violations: { id: string; impact: string; nodes: { html: string; failureSummary: string }[] }[] }> } };
      const { violations } = await tool.run({ include: [['main']] });
      return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ html, failureSummary }) => `${html} ${failureSummary}`).join('; ')}`);
    });
    expect(found, query).toEqual([]);
  }
  await ok(page);
});
