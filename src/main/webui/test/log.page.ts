import type { Page } from 'playwright-core';
import { afterAll, expect, it } from 'vitest';
import type { LogPage, TaskDetail } from '../src/api/types';
import { Api } from './api';
import { closeBrowser, closePage, faultsOf, openPage } from './browser';
import { Daemon } from './daemon';

afterAll(closeBrowser);

const open = (task: { id: string }, query = '') => openPage(`/tasks/${task.id}${query}`);
const log = (page: Page) => page.getByRole('log');
const line = (page: Page, n: number) => log(page).locator(`[data-line="${n}"]`);
const parameter = (page: Page, name: string) => new URL(page.url()).searchParams.get(name);
/** The address of the sub task with all kinds of lines. */
const lines = (task: TaskDetail, query = '') => `?sub=${new Api().subTask(task, 'lines').id}${query}`;

async function done(page: Page): Promise<void> {
  expect(faultsOf(page)).toEqual([]);
  await closePage(page);
}

/** Whether the row is completely in view. */
async function inView(page: Page, n: number): Promise<boolean> {
  const [row, list] = [await line(page, n).boundingBox(), await log(page).boundingBox()];
  return !!row && !!list && row.y >= list.y - 1 && row.y + row.height <= list.y + list.height + 1;
}

it('shows ANSI colours, carriage returns and HTML as text', async () => {
  const task = await new Api().submitted('test.detail', 'FAILED');
  const page = await open(task, lines(task, '&attempt=1&line=4'));
  await line(page, 4).getByText('bold red').waitFor();
  const green = await line(page, 4).getByText('green', { exact: true }).evaluate((element) => getComputedStyle(element).color);
  const plain = await line(page, 7).evaluate((element) => getComputedStyle(element).color);
  expect(green).not.toBe(plain);
  expect(await line(page, 4).getByText('bold red').evaluate((element) => getComputedStyle(element).fontWeight)).toBe('700');
  expect(await line(page, 5).innerText()).toMatch(/copied 100%$/);
  expect(await line(page, 6).innerText()).toContain('<img src=x onerror="window.injected=1"><b>not bold</b>');
  expect(await page.evaluate(() => 'injected' in window)).toBe(false);
  expect(await line(page, 1).getAttribute('data-stream')).toBe('SYSTEM');
  await done(page);
});

it('finds a text, goes to the next and the previous hit, and marks them', async () => {
  const task = await new Api().submitted('test.detail', 'FAILED');
  const page = await open(task, lines(task));
  await log(page).waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type('NEEDLE NUMBER');
  // The command of the step is a line too.
  await page.getByText('0/11').waitFor();
  await page.keyboard.press('Enter');
  await page.getByText(/^[1-9]\d?\/11$/).waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('/');
  await page.keyboard.type('needle number 3');
  await page.getByText(/^[01]\/1$/).waitFor();
  await page.keyboard.press('Enter');
  await page.getByText('1/1').waitFor();
  await expect.poll(() => parameter(page, 'line')).toBe('9');
  expect(await line(page, 9).innerText()).toContain('needle number 3 of the log');
  expect(await inView(page, 9)).toBe(true);
  await page.getByLabel('Search the log').fill('needle number [45] ');
  await page.getByRole('button', { name: 'Regular expression' }).click();
  await page.getByText(/^0\/2$/).waitFor();
  await log(page).focus();
  await page.keyboard.press('n');
  await expect.poll(() => parameter(page, 'line')).toBe('10');
  await page.keyboard.press('n');
  await expect.poll(() => parameter(page, 'line')).toBe('11');
  await page.keyboard.press('N');
  await expect.poll(() => parameter(page, 'line')).toBe('10');
  await done(page);
});

it('shows only the lines that a regular expression finds, with context', async () => {
  const task = await new Api().submitted('test.detail', 'FAILED');
  const page = await open(task, lines(task));
  await log(page).waitFor();
  await page.getByRole('button', { name: 'Regular expression' }).click();
  await page.getByRole('button', { name: 'Show only the lines found' }).click();
  await page.getByLabel('Search the log').fill('^ordinary line (100|200)$');
  await expect.poll(() => log(page).locator('[data-line]').count()).toBe(2);
  await page.getByLabel('Lines of context').click();
  await page.getByText('±2 lines').last().click();
  await expect.poll(() => log(page).locator('[data-line]').count()).toBe(10);
  await page.getByLabel('Search the log').fill('(');
  await page.getByRole('alert').waitFor();
  await done(page);
});

it('goes to the next and the previous error by one key', async () => {
  const task = await new Api().submitted('test.detail', 'FAILED');
  const page = await open(task, lines(task, '&attempt=1&line=20'));
  await line(page, 20).waitFor();
  await page.keyboard.press('e');
  await expect.poll(() => parameter(page, 'line')).toBe('317');
  await page.keyboard.press('e');
  await expect.poll(() => parameter(page, 'line')).toBe('318');
  await page.keyboard.press('E');
  await expect.poll(() => parameter(page, 'line')).toBe('317');
  await expect.poll(() => inView(page, 317)).toBe(true);
  await done(page);
});

it('links lines, wraps, shows times and copies lines', async () => {
  const task = await new Api().submitted('test.detail', 'FAILED');
  const page = await open(task, lines(task));
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByLabel('Go to line').fill('120');
  await page.getByLabel('Go to line').press('Enter');
  await expect.poll(() => inView(page, 120)).toBe(true);
  await line(page, 121).getByRole('link').click();
  await expect.poll(() => parameter(page, 'line')).toBe('121');
  await page.reload();
  await expect.poll(() => inView(page, 121)).toBe(true);
  expect(await line(page, 121).locator('time').count()).toBe(0);
  await log(page).focus();
  await page.keyboard.press('t');
  await line(page, 121).locator('time').waitFor();
  await page.keyboard.press('G');
  await line(page, 418).waitFor();
  const height = async () => (await line(page, 418).boundingBox())?.height ?? 0;
  await expect.poll(height).toBe(20);
  await page.keyboard.press('w');
  await expect.poll(height).toBeGreaterThan(40);
  await page.keyboard.press('w');
  await page.getByRole('button', { name: 'Copy lines' }).click();
  await page.getByRole('spinbutton', { name: 'From' }).fill('4');
  await page.getByRole('spinbutton', { name: 'To' }).fill('5');
  await page.getByRole('button', { name: 'Copy', exact: true }).click();
  await page.getByText('2 lines copied').waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain('green bold red palette true colour');
  expect(copied).not.toContain('\u001b');
  await done(page);
});

it('has a full screen that Esc leaves', async () => {
  const task = await new Api().submitted('test.detail', 'FAILED');
  const page = await open(task, lines(task));
  await log(page).waitFor();
  const width = async () => (await log(page).boundingBox())?.width ?? 0;
  const before = await width();
  await page.keyboard.press('f');
  await expect.poll(width).toBeGreaterThan(1400);
  await page.keyboard.press('Escape');
  await expect.poll(width).toBe(before);
  await done(page);
});

it('has all attempts of a sub task, also side by side', async () => {
  const api = new Api();
  const task = await api.submitted('test.detail', 'FAILED');
  const { id } = api.subTask(task, 'lines');
  await api.call('POST', `/subtasks/${id}/retry`);
  await api.untilTask(task.id, (one) => one.state === 'FAILED' && api.subTask(one, 'lines').attempt === 3);
  const page = await open(task, `?sub=${id}`);
  await page.getByText('Attempt 3 · Run (retry) · Failed').waitFor();
  await page.getByLabel('Attempts', { exact: true }).click();
  await page.locator('.ant-select-dropdown').getByText('Attempt 2 · Rollback').click();
  await expect.poll(() => parameter(page, 'attempt')).toBe('2');
  await log(page).getByText('lines undone').first().waitFor();
  // The list of the other selection is closing.
  await expect.poll(() => page.locator('.ant-select-dropdown:visible').count()).toBe(0);
  await page.getByLabel('Compare with').click();
  await page.locator('.ant-select-dropdown:visible').getByText('Attempt 1 · Run').click();
  await expect.poll(() => log(page).count()).toBe(2);
  await log(page).last().getByText('attempt 1 of lines').waitFor();
  await done(page);
});

it('follows new lines, stops when the reader scrolls up and goes on at the end', async () => {
  const api = new Api();
  const task = await api.submit('test.logs', { lines: 300, perSecond: 20, seconds: 30 });
  const page = await open(task);
  await page.getByText('Following new lines').waitFor();
  const last = async () => Number(await log(page).locator('[data-line]').last().getAttribute('data-line'));
  const start = await last();
  await expect.poll(last, { timeout: 10_000 }).toBeGreaterThan(start + 20);
  await log(page).hover();
  await page.mouse.wheel(0, -1500);
  await page.getByText('Paused: scroll to the end to follow').waitFor();
  const top = await log(page).evaluate((element) => element.scrollTop);
  const height = await log(page).evaluate((element) => element.scrollHeight);
  await expect.poll(() => log(page).evaluate((element) => element.scrollHeight), { timeout: 10_000 }).toBeGreaterThan(height + 400);
  expect(await log(page).evaluate((element) => element.scrollTop)).toBe(top);
  await page.mouse.wheel(0, 100_000);
  await page.getByText('Following new lines').waitFor();
  await page.keyboard.press('g');
  await page.keyboard.press('g');
  await line(page, 1).waitFor();
  await page.getByText('Paused: scroll to the end to follow').waitFor();
  await page.keyboard.press('G');
  await page.getByText('Following new lines').waitFor();
  await api.call('POST', `/tasks/${task.id}/terminate`);
  await done(page);
});

it('shows the first screen of 100,000 lines within 1 s and goes to line 73,421 by its address', async () => {
  const api = new Api();
  const task = await api.submitted('test.logs', 'SUCCEEDED', { lines: 100_000 });
  const small = await api.submitted('test.succeeds', 'SUCCEEDED');
  const id = api.subTask(task, 'write').id;
  const page = await open(small);
  await line(page, 1).waitFor();
  // From the click to the first lines on the screen. The page is loaded already: its size has a test of its own.
  const painted = (path: string) => page.evaluate(timeToLines, path);
  const times: number[] = [];
  for (let i = 0; i < 5; i++) {
    times.push(await painted(`/tasks/${task.id}`));
    await painted(`/tasks/${small.id}`);
  }
  const jump = await painted(`/tasks/${task.id}?sub=${id}&attempt=1&line=73421`);
  await expect.poll(() => inView(page, 73_421)).toBe(true);
  const loaded = await openPage(`/tasks/${task.id}?sub=${id}&attempt=1&line=73421`);
  await line(loaded, 73_421).getByText('line 73418 of the log').waitFor();
  await expect.poll(() => inView(loaded, 73_421)).toBe(true);
  console.log(`first screen of 100,000 lines: ${times.map(Math.round).join(', ')} ms; line 73,421 by address: ${Math.round(jump)} ms`);
  expect(Math.min(...times)).toBeLessThan(1000);
  expect(jump).toBeLessThan(3000);
  await done(loaded);
  await done(page);
});

/** Goes to an address within the page. The result is the time until lines of its log are painted. */
async function timeToLines(path: string): Promise<number> {
  const start = performance.now();
  document.querySelectorAll('[data-line]').forEach((row) => row.setAttribute('data-old', ''));
  history.pushState(null, '', path);
  window.dispatchEvent(new PopStateEvent('popstate', { state: null }));
  const frame = () => new Promise(requestAnimationFrame);
  do await frame();
  while (!document.querySelector('[data-line][data-stream]:not([data-old])') && performance.now() - start < 20_000);
  return performance.now() - start;
}

const SECONDS = process.env['PAGE_LOAD'] ? 60 : 10;

it(`stays fast while a log grows by 1,000 lines a second for ${SECONDS} s`, { timeout: (SECONDS + 60) * 1000 }, async () => {
  const api = new Api();
  const task = await api.submit('test.logs', { lines: 2000, perSecond: 1000, seconds: SECONDS + 15 });
  const running = await api.untilTask(task.id, (one) => (api.subTask(one, 'write').attempt ?? 0) > 0);
  const path = `/subtasks/${api.subTask(running, 'write').id}/log?tail=1`;
  const page = await open(task);
  await page.getByText('Following new lines').waitFor();
  const last = () => page.evaluate(() => Number([...document.querySelectorAll('[data-line][data-stream]')].at(-1)?.getAttribute('data-line') ?? 0));
  const ages: number[] = [];
  const scrolls: number[] = [];
  const end = Date.now() + SECONDS * 1000;
  while (Date.now() < end) {
    const { totalLines } = await api.call<LogPage>('GET', path);
    const from = Date.now();
    while ((await last()) < totalLines && Date.now() - from < 5000) await page.evaluate(() => new Promise(requestAnimationFrame));
    ages.push(Date.now() - from);
    scrolls.push(...(await page.evaluate(scrollSome)));
    await page.keyboard.press('G');
  }
  const heap = await page.evaluate(() => (performance as unknown as { memory: { usedJSHeapSize: number } }).memory.usedJSHeapSize / 1048576);
  const p95 = scrolls.sort((a, b) => a - b)[Math.floor(scrolls.length * 0.95)] ?? Infinity;
  const oldest = Math.max(...ages);
  console.log(`growing log, ${SECONDS} s: scroll to paint p95 ${Math.round(p95)} ms of ${scrolls.length}; heap ${Math.round(heap)} MB; last line at most ${oldest} ms old`);
  expect(p95).toBeLessThanOrEqual(100);
  expect(heap).toBeLessThanOrEqual(150);
  expect(oldest).toBeLessThanOrEqual(1000);
  await api.call('POST', `/tasks/${task.id}/terminate`);
  await done(page);
});

/** Scrolls up by steps, as a wheel does. Each result is the time until the line in the middle is painted. */
async function scrollSome(): Promise<number[]> {
  const list = document.querySelector('[role="log"]');
  if (!list) return [];
  const times: number[] = [];
  const frame = () => new Promise(requestAnimationFrame);
  for (let step = 0; step < 12; step++) {
    const start = performance.now();
    list.scrollTop -= 240;
    const index = Math.floor((list.scrollTop + list.clientHeight / 2) / 20);
    do await frame();
    while (!document.querySelector(`[data-index="${index}"][data-stream]`) && performance.now() - start < 3000);
    times.push(performance.now() - start);
  }
  return times;
}

it.skipIf(process.env['PAGE_URL'])('a restart of the daemon: the page says offline, then goes on', { timeout: 120_000 }, async () => {
  const daemon = await Daemon.create();
  try {
    const api = new Api(daemon.info);
    const task = await api.submitted('test.detail', 'FAILED');
    const page = await openPage(`/tasks/${task.id}`, { daemon: daemon.info });
    await page.locator('[data-connection="live"]').waitFor();
    await daemon.stop();
    await page.locator('[data-connection="offline"]').waitFor();
    await page.getByRole('heading', { name: 'Task for the detail page' }).waitFor();
    await daemon.start();
    await page.locator('[data-connection="live"]').waitFor({ timeout: 60_000 });
    await api.call('POST', `/tasks/${task.id}/abandon`);
    await page.getByText('The task is now: Abandoned').waitFor({ state: 'attached' });
    await done(page);
  } finally {
    await daemon.remove();
  }
});
