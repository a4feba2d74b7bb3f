import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Locator, Page } from 'playwright-core';
import { afterAll, expect, it } from 'vitest';
import type { SubTask, TaskDetail } from '../src/api/types';
import { Api } from './api';
import { closeBrowser, closePage, faultsOf, openPage, type PageOptions } from './browser';

const api = new Api();
afterAll(closeBrowser);

/** Opens a task in the flow view as a user does: from the log view, by the view switch. */
async function openFlow(task: { id: string }, options: PageOptions = {}): Promise<Page> {
  const page = await openPage(`/tasks/${task.id}`, options);
  await page.getByText(options.language === 'zh' ? '流转视图' : 'Flow view', { exact: true }).click();
  await page.locator(options.width && options.width < 800 ? '[data-tree-step]' : '[data-step]').first().waitFor();
  return page;
}

const node = (page: Page, stepId: string): Locator => page.locator(`[data-step="${stepId}"]`);
const log = (page: Page): Locator => page.getByRole('region', { name: 'Log of the step' });

/** The navigation is a menu too. */
const menuOf = (page: Page): Locator => page.locator('.ant-dropdown').getByRole('menu');

/** Opens the "…" of a step. */
async function openMenu(page: Page, stepId: string): Promise<Locator> {
  await node(page, stepId).locator('button[aria-haspopup=menu]').click();
  const menu = menuOf(page);
  await menu.waitFor();
  return menu;
}

/** The names of the allowed and of the other entries of the menu. */
async function entries(menu: Locator): Promise<{ allowed: string[]; disabled: string[] }> {
  const allowed: string[] = [];
  const disabled: string[] = [];
  for (const item of await menu.getByRole('menuitem').all()) {
    const name = (await item.innerText()).split('\n')[0]!.trim();
    ((await item.getAttribute('aria-disabled')) === 'true' ? disabled : allowed).push(name);
  }
  return { allowed, disabled };
}

async function choose(page: Page, stepId: string, entry: string): Promise<void> {
  await (await openMenu(page, stepId)).getByRole('menuitem', { name: entry, exact: true }).click();
}

/** Confirms the dialog of an operation. */
async function confirm(page: Page, name: string, reason?: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  if (reason) await dialog.getByRole('textbox').fill(reason);
  await dialog.getByRole('button', { name, exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
}

async function viewport(page: Page): Promise<{ x: number; y: number; zoom: number }> {
  return page.locator('.react-flow__viewport').evaluate((element) => {
    const { e, f, a } = new DOMMatrixReadOnly(getComputedStyle(element).transform);
    return { x: e, y: f, zoom: a };
  });
}

/** The edges that are drawn, as `from>to`. */
async function edgesOf(page: Page): Promise<string[]> {
  const lists = await page.locator('[data-edges]').evaluateAll((groups) => groups.map((group) => group.getAttribute('data-edges')!));
  return lists.flatMap((list) => list.split(' '));
}

/** A point of the canvas without a step. */
async function emptyPoint(page: Page): Promise<{ x: number; y: number }> {
  const box = (await page.locator('.react-flow__pane').boundingBox())!;
  return { x: box.x + 40, y: box.y + box.height - 40 };
}

/** The viewport after it has come to rest. */
async function settled(page: Page): Promise<{ x: number; y: number; zoom: number }> {
  let last = await viewport(page);
  await expect.poll(async () => {
    const before = last;
    last = await viewport(page);
    return before.x === last.x && before.y === last.y && before.zoom === last.zoom;
  }, { interval: 150 }).toBe(true);
  return last;
}

async function ok(page: Page): Promise<void> {
  expect(faultsOf(page)).toEqual([]);
  await closePage(page);
}

const failsParams = () => ({ file: api.file() });

it('behaviour 20: the graph shows the steps with what they need', async () => {
  const task = await api.submitted('test.flow', 'FAILED');
  const page = await openFlow(task);
  expect((await edgesOf(page)).sort()).toEqual(['a>b1', 'a>b2', 'b1>c', 'b2>c']);
  const x = async (id: string) => (await node(page, id).boundingBox())!.x;
  expect(await x('a')).toBeLessThan(await x('b1'));
  expect(await x('b1')).toBe(await x('b2'));
  expect(await x('b2')).toBeLessThan(await x('c'));
  await node(page, 'b1').getByText('Succeeded', { exact: true }).waitFor();
  await node(page, 'b2').getByText('Failed', { exact: true }).waitFor();
  await node(page, 'c').getByText('Pending', { exact: true }).waitFor();
  await node(page, 'b1').getByText('Can be undone').waitFor();
  await node(page, 'b2').getByText('No rollback').waitFor();
  await node(page, 'c').getByText('Nothing to undo').waitFor();
  await ok(page);
});

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

it('behaviour 22: the "…" of a step has its operations', async () => {
  const task = await api.submitted('test.fails', 'FAILED', failsParams());
  const page = await openFlow(task, { language: 'zh' });
  const menu = await openMenu(page, 'apply');
  expect(await entries(menu)).toEqual({ allowed: ['查看日志', '下载日志', '重试', '跳过'], disabled: ['终止运行'] });
  // The daemon's reason stands at what it does not allow.
  const terminate = api.subTask(task, 'apply').operations.find(({ op }) => op === 'terminate')!;
  expect(terminate.allowed).toBe(false);
  expect((await menu.getByRole('menuitem', { name: '终止运行' }).innerText()).split('\n').length).toBe(2);
  await page.keyboard.press('Escape');
  await menu.waitFor({ state: 'hidden' });
  await ok(page);
});

it('behaviour 23: dragging on the empty canvas moves the graph', async () => {
  const task = await api.submitted('test.succeeds', 'SUCCEEDED');
  const page = await openFlow(task);
  const before = await settled(page);
  const point = await emptyPoint(page);
  await page.mouse.move(point.x, point.y);
  await page.mouse.down();
  await page.mouse.move(point.x + 120, point.y - 60, { steps: 6 });
  await page.mouse.up();
  const after = await settled(page);
  expect(after.x - before.x).toBeCloseTo(120, 0);
  expect(after.y - before.y).toBeCloseTo(-60, 0);
  expect(after.zoom).toBe(before.zoom);
  await ok(page);
});

it('behaviour 24: the mouse wheel zooms in and out', async () => {
  const task = await api.submitted('test.succeeds', 'SUCCEEDED');
  const page = await openFlow(task);
  const before = await settled(page);
  const point = await emptyPoint(page);
  await page.mouse.move(point.x, point.y);
  await page.mouse.wheel(0, 300);
  const smaller = await settled(page);
  expect(smaller.zoom).toBeLessThan(before.zoom);
  await page.mouse.wheel(0, -500);
  expect((await settled(page)).zoom).toBeGreaterThan(smaller.zoom);
  for (let i = 0; i < 20; i++) await page.mouse.wheel(0, 1000);
  expect((await settled(page)).zoom).toBeCloseTo(0.2);
  for (let i = 0; i < 20; i++) await page.mouse.wheel(0, -1000);
  expect((await settled(page)).zoom).toBeCloseTo(2);
  await ok(page);
});

it('behaviour 25: the control at the upper right changes the scale', async () => {
  const task = await api.submitted('test.succeeds', 'SUCCEEDED');
  const page = await openFlow(task);
  const control = page.getByRole('toolbar', { name: 'Flow of the steps' });
  const box = (await control.boundingBox())!;
  const canvas = (await page.locator('.react-flow__pane').boundingBox())!;
  expect(canvas.x + canvas.width - (box.x + box.width)).toBeLessThan(20);
  expect(box.y - canvas.y).toBeLessThan(20);
  const before = await settled(page);
  await control.getByRole('button', { name: 'Zoom in' }).click();
  await expect.poll(async () => (await settled(page)).zoom).toBeCloseTo(before.zoom * 1.2);
  await control.getByRole('button', { name: 'Zoom out' }).click();
  await control.getByRole('button', { name: 'Zoom out' }).click();
  await expect.poll(async () => (await settled(page)).zoom).toBeLessThan(before.zoom);
  await control.getByRole('button', { name: /Actual size/ }).click();
  await expect.poll(async () => (await settled(page)).zoom).toBe(1);
  await control.getByRole('button', { name: 'Fit to the canvas' }).click();
  const fit = await settled(page);
  for (const id of ['first', 'second', 'third']) {
    const step = (await node(page, id).boundingBox())!;
    expect(step.x >= canvas.x && step.x + step.width <= canvas.x + canvas.width, `${id} at ${fit.zoom}`).toBe(true);
  }
  await ok(page);
});

it('behaviour 26: the wheel keeps the point under the pointer where it is', async () => {
  const task = await api.submitted('test.flow', 'FAILED');
  const page = await openFlow(task);
  const canvas = (await page.locator('.react-flow__pane').boundingBox())!;
  const box = (await node(page, 'c').boundingBox())!;
  const pointer = { x: Math.round(box.x + 20), y: Math.round(box.y + 30) };
  const under = async () => {
    const { x, y, zoom } = await settled(page);
    return { x: (pointer.x - canvas.x - x) / zoom, y: (pointer.y - canvas.y - y) / zoom, zoom };
  };
  const before = await under();
  await page.mouse.move(pointer.x, pointer.y);
  for (const delta of [400, 300, -900]) {
    await page.mouse.wheel(0, delta);
    const after = await under();
    expect(after.zoom).not.toBe(before.zoom);
    expect(after.x).toBeCloseTo(before.x, 0);
    expect(after.y).toBeCloseTo(before.y, 0);
  }
  await ok(page);
});

it('behaviour 27: of a succeeded sub task the log can be viewed, and nothing can be done', async () => {
  const task = await api.submitted('test.succeeds', 'SUCCEEDED');
  const page = await openFlow(task);
  expect((await entries(await openMenu(page, 'second')))).toEqual({ allowed: ['View log', 'Download log'], disabled: ['Retry', 'Skip', 'Terminate'] });
  await menuOf(page).getByRole('menuitem', { name: 'View log' }).click();
  await expect.poll(() => new URL(page.url()).searchParams.get('sub')).toBe(api.subTask(task, 'second').id);
  await log(page).getByRole('separator').waitFor();
  await ok(page);
});

it('behaviour 28: the log of a failed sub task can be downloaded', async () => {
  const task = await api.submitted('test.fails', 'FAILED', failsParams());
  const page = await openFlow(task);
  const download = page.waitForEvent('download');
  await choose(page, 'apply', 'Download log');
  const stream = await (await download).createReadStream();
  let text = '';
  for await (const chunk of stream) text += String(chunk);
  expect(text).toContain('ERROR: no such file');
  await ok(page);
});

it('behaviour 29: retry of a failed sub task undoes it, runs it again, and goes on', async () => {
  const file = api.file();
  const task = await api.submitted('test.fails', 'FAILED', { file });
  const page = await openFlow(task);
  api.release(file);
  await choose(page, 'apply', 'Retry');
  await page.getByRole('dialog').getByText('Will be undone (1)').waitFor();
  await confirm(page, 'Retry');
  await node(page, 'finish').getByText('Succeeded', { exact: true }).waitFor();
  const apply = api.subTask(await api.until(task.id, 'SUCCEEDED'), 'apply');
  expect(apply.attempts.map(({ kind }) => kind)).toEqual(['RUN', 'ROLLBACK', 'RUN']);
  await ok(page);
});

it('behaviour 30: a skipped sub task counts as successful, nothing is executed, and the next one runs', async () => {
  const task = await api.submitted('test.fails', 'FAILED', failsParams());
  const page = await openFlow(task);
  await choose(page, 'apply', 'Skip');
  await confirm(page, 'Skip', 'done by hand');
  await node(page, 'apply').getByText('Skipped', { exact: true }).waitFor();
  await node(page, 'finish').getByText('Succeeded', { exact: true }).waitFor();
  const after = await api.until(task.id, 'SUCCEEDED');
  expect(api.subTask(after, 'apply').attempts).toHaveLength(1);
  expect(api.subTask(after, 'apply').skipped?.reason).toBe('done by hand');
  await ok(page);
});

const running = (task: TaskDetail): boolean => task.subTasks.some(({ stepId, state }) => stepId === 'long' && state === 'RUNNING');

it('behaviour 31: the log of a running sub task can be downloaded', async () => {
  const file = api.file();
  const { id } = await api.submit('test.waits', { file });
  await api.untilTask(id, running, 'running');
  const page = await openFlow({ id });
  expect(await entries(await openMenu(page, 'long'))).toEqual({ allowed: ['View log', 'Download log', 'Terminate'], disabled: ['Retry', 'Skip'] });
  const download = page.waitForEvent('download');
  await menuOf(page).getByRole('menuitem', { name: 'Download log' }).click();
  expect((await download).suggestedFilename()).toMatch(/\.log$/);
  api.release(file);
  await api.until(id, 'SUCCEEDED');
  await ok(page);
});

it('behaviour 32: terminate makes a running sub task terminated and the task failed', async () => {
  const { id } = await api.submit('test.waits', { file: api.file() });
  await api.untilTask(id, running, 'running');
  const page = await openFlow({ id });
  await choose(page, 'long', 'Terminate');
  await confirm(page, 'Terminate', 'takes too long');
  await node(page, 'long').getByText('Terminated', { exact: true }).waitFor();
  await page.getByText('Failed', { exact: true }).first().waitFor();
  expect((await api.until(id, 'FAILED')).cause).toBe('TERMINATED');
  await ok(page);
});

it('behaviour 33: of a terminated sub task the log can be downloaded, and it can be skipped or retried', async () => {
  const { id } = await api.submit('test.waits', { file: api.file() });
  const { subTasks } = await api.untilTask(id, running, 'running');
  await api.call('POST', `/subtasks/${subTasks.find(({ stepId }) => stepId === 'long')!.id}/terminate`, { reason: 'test' });
  await api.until(id, 'FAILED');
  const page = await openFlow({ id });
  await node(page, 'long').getByText('Terminated', { exact: true }).waitFor();
  expect(await entries(await openMenu(page, 'long'))).toEqual({ allowed: ['View log', 'Download log', 'Retry', 'Skip'], disabled: ['Terminate'] });
  await menuOf(page).getByRole('menuitem', { name: 'Skip', exact: true }).click();
  await confirm(page, 'Skip', 'not needed');
  await api.until(id, 'SUCCEEDED');
  await ok(page);
});

it('behaviour 34: of a pending sub task the log can be viewed, and nothing else', async () => {
  const task = await api.submitted('test.fails', 'FAILED', failsParams());
  const page = await openFlow(task);
  expect(await entries(await openMenu(page, 'finish'))).toEqual({ allowed: ['View log'], disabled: ['Download log', 'Retry', 'Skip', 'Terminate'] });
  await menuOf(page).getByRole('menuitem', { name: 'View log' }).click();
  await expect.poll(() => new URL(page.url()).searchParams.get('sub')).toBe(api.subTask(task, 'finish').id);
  await log(page).getByRole('separator').waitFor();
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

it('centres the selected step, and the current one when it is located', async () => {
  const task = await api.submitted('test.flow', 'FAILED');
  const page = await openFlow(task);
  const point = await emptyPoint(page);
  await page.mouse.move(point.x, point.y);
  await page.mouse.down();
  await page.mouse.move(point.x + 900, point.y - 200, { steps: 4 });
  await page.mouse.up();
  await settled(page);
  const centre = async () => {
    const canvas = (await page.locator('.react-flow__pane').boundingBox())!;
    const box = (await node(page, 'b2').boundingBox())!;
    return Math.round(Math.abs(box.x + box.width / 2 - canvas.x - canvas.width / 2) + Math.abs(box.y + box.height / 2 - canvas.y - canvas.height / 2));
  };
  await page.getByRole('button', { name: 'Centre the selected step' }).click();
  await expect.poll(centre).toBeLessThanOrEqual(2);
  await node(page, 'a').click();
  await settled(page);
  await page.getByRole('button', { name: /Locate current progress/ }).first().click();
  await expect.poll(() => new URL(page.url()).searchParams.get('sub')).toBe(api.subTask(task, 'b2').id);
  await expect.poll(centre).toBeLessThanOrEqual(2);
  await log(page).getByRole('separator').waitFor();
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

it('draws a graph of 300 steps within a second and pans at 30 frames a second or more', async () => {
  // Terminated at once: its graph is the same, and the machine has nothing else to do.
  const { id } = await api.submit('test.wide');
  await api.call('POST', `/tasks/${id}/terminate`, { reason: 'the graph is enough' });
  const task = await api.until(id, 'FAILED');
  const page = await openPage(`/tasks/${task.id}`);
  await page.getByText('Flow view', { exact: true }).waitFor();
  const paints: number[] = [];
  for (let i = 0; i < 5; i++) {
    paints.push(await page.evaluate(switchToFlow));
    if (i < 4) {
      await page.getByText('Log view', { exact: true }).click();
      await page.locator('.react-flow').waitFor({ state: 'detached' });
    }
  }
  expect(await edgesOf(page)).toHaveLength(580);
  await settled(page);
  const rates: number[] = [];
  for (const zoom of ['readable', 'whole']) {
    if (zoom === 'whole') await page.getByRole('button', { name: 'Fit to the canvas' }).click();
    await settled(page);
    rates.push(Math.max(await pan(page), await pan(page), await pan(page)));
  }
  console.log(`graph of 300 steps: first paint ${paints.map(Math.round).join(', ')} ms; panning ${rates.map((rate) => rate.toFixed(1)).join(' and ')} frames/s`);
  // The best of several: other processes of the machine take their time too.
  expect(Math.min(...paints)).toBeLessThanOrEqual(1000);
  expect(Math.min(...rates)).toBeGreaterThanOrEqual(30);
  await ok(page);
}, 180_000);

/** Runs in the page. The time from the click to the frame after steps and edges have been drawn, in ms. */
async function switchToFlow(): Promise<number> {
  const frame = () => new Promise((next) => requestAnimationFrame(next));
  const view = [...document.querySelectorAll<HTMLElement>('label')].find((label) => label.textContent === 'Flow view')!;
  const start = performance.now();
  view.click();
  while (!document.querySelector('[data-step]') || !document.querySelector('[data-edges]')) await frame();
  await frame();
  return performance.now() - start;
}

/** The frames a second while the canvas is dragged to and fro. */
async function pan(page: Page): Promise<number> {
  const box = (await page.locator('.react-flow__pane').boundingBox())!;
  const [x, y] = [box.x + box.width / 2, box.y + 60];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.evaluate(() => {
    const counter = window as unknown as { frames: number; since: number; counting: boolean };
    Object.assign(counter, { frames: 0, since: performance.now(), counting: true });
    const count = () => {
      counter.frames++;
      if (counter.counting) requestAnimationFrame(count);
    };
    requestAnimationFrame(count);
  });
  for (let i = 0; i < 60; i++) await page.mouse.move(x + 300 * Math.sin(i / 8), y + 40 * Math.cos(i / 8));
  const rate = await page.evaluate(() => {
    const counter = window as unknown as { frames: number; since: number; counting: boolean };
    counter.counting = false;
    return (counter.frames / (performance.now() - counter.since)) * 1000;
  });
  await page.mouse.up();
  return rate;
}

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
