import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Api } from './api';
import { closeBrowser, closePage, faultsOf, openPage, type PageOptions } from './browser';

/** Images of the pages and their main states for people to look at. Runs only with SCREENSHOTS=<directory>. */
const DIRECTORY = process.env['SCREENSHOTS'] ?? '';

interface Shot {
  name: string;
  path: string;
  user?: null;
  /** What a user does before the image is taken. */
  act?: (page: Page) => Promise<unknown>;
}

/** `{…}` stands for the id of a prepared task. */
const SHOTS: Shot[] = [
  { name: 'login', path: '/', user: null },
  { name: 'list', path: '/tasks' },
  { name: 'list-failed', path: '/tasks?state=FAILED&state=ROLLBACK_FAILED' },
  { name: 'badge', path: '/about', act: (page) => page.getByTestId('task-badge').hover() },
  { name: 'start', path: '/tasks/new' },
  { name: 'start-form', path: '/tasks/new?operation=test.params' },
  { name: 'task-failed', path: '/tasks/{failed}' },
  { name: 'task-running', path: '/tasks/{running}' },
  { name: 'task-log', path: '/tasks/{log}?view=log' },
  { name: 'task-flow', path: '/tasks/{graph}?view=flow' },
  { name: 'task-timeline', path: '/tasks/{retried}?view=timeline' },
  { name: 'task-done', path: '/tasks/{done}' },
  { name: 'task-abandoned', path: '/tasks/{abandoned}' },
  { name: 'locks', path: '/locks' },
  { name: 'release', path: '/locks', act: (page) => page.locator('main table tbody tr button:enabled').first().click() },
  { name: 'audit', path: '/audit' },
  { name: 'audit-refused', path: '/audit?result=REFUSED' },
  { name: 'operations', path: '/operations?name=test.params' },
  { name: 'users', path: '/users' },
  { name: 'tokens', path: '/tokens' },
  { name: 'about', path: '/about' },
  { name: 'palette', path: '/about', act: (page) => page.keyboard.press('Control+k') },
];

/** Each image in two looks, so that language, theme and width all occur with each page. */
const LOOKS: (PageOptions & { look: string })[] = [
  { look: 'zh-light-1440', language: 'zh', theme: 'light', width: 1440, height: 900 },
  { look: 'en-dark-400', language: 'en', theme: 'dark', width: 400, height: 860 },
  { look: 'en-light-1440', language: 'en', theme: 'light', width: 1440, height: 900 },
  { look: 'zh-dark-400', language: 'zh', theme: 'dark', width: 400, height: 860 },
  { look: 'zh-dark-1440', language: 'zh', theme: 'dark', width: 1440, height: 900 },
  { look: 'en-light-400', language: 'en', theme: 'light', width: 400, height: 860 },
];

function looksOf(index: number): typeof LOOKS {
  const pair = (index % 3) * 2;
  return LOOKS.slice(pair, pair + 2);
}

describe.runIf(DIRECTORY)('screenshots', () => {
  const ids: Record<string, string> = {};
  let release = (): void => undefined;

  beforeAll(async () => {
    mkdirSync(DIRECTORY, { recursive: true });
    const api = new Api();
    const file = api.file();
    release = () => api.release(file);
    ids['failed'] = (await api.submitted('test.fails', 'FAILED', { name: 'tenant_a' })).id;
    ids['retried'] = (await api.submitted('test.fails', 'FAILED', { name: 'tenant_b' })).id;
    await api.call('POST', `/tasks/${ids['retried']}/retry`, { reason: 'the disk is free again' });
    ids['abandoned'] = (await api.submitted('test.fails', 'FAILED', { name: 'tenant_c' })).id;
    await api.call('POST', `/tasks/${ids['abandoned']}/abandon`, { reason: 'done by hand' });
    ids['done'] = (await api.submitted('test.succeeds', 'SUCCEEDED')).id;
    ids['log'] = (await api.submitted('test.logs', 'SUCCEEDED', { lines: 20_000 })).id;
    ids['running'] = (await api.submitted('test.waits', 'RUNNING', { file })).id;
    const holders = await api.call<{ items: { type: string; task: { id: string } }[] }>('GET', '/locks');
    const held = (type: string) => holders.items.find((lock) => lock.type === type)?.task.id;
    ids['graph'] = held('OBPROXY') ?? (await api.submitted('test.graph', 'FAILED')).id;
    if (!held('GLOBAL')) await api.submitted('test.holds', 'RUNNING', { file });
    await api.submit('test.holds', { file }).catch(() => undefined);
    await api.until(ids['retried'], 'FAILED');
  }, 120_000);

  afterAll(async () => {
    release();
    await closeBrowser();
  });

  it.each(SHOTS.map((shot, index) => ({ ...shot, looks: looksOf(index) })))('$name', async ({ name, path, user, act, looks }) => {
    for (const { look, ...options } of looks) {
      const page = await openPage(path.replace(/\{(\w+)\}/, (_, id: string) => ids[id] ?? id), { ...options, ...(user === null ? { user } : {}) });
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await page.locator('h1').first().waitFor();
      await expect.poll(() => page.locator('.ant-spin-spinning').count()).toBe(0);
      await act?.(page);
      // Late content: fonts, the first page of a log, the layout of a graph.
      await page.evaluate(() => document.fonts.ready);
      await page.evaluate(() => new Promise((painted) => setTimeout(painted, 1200)));
      await page.screenshot({ path: join(DIRECTORY, `${name}-${look}.png`) });
      expect(faultsOf(page)).toEqual([]);
      await closePage(page);
    }
  }, 120_000);
});

it.skipIf(DIRECTORY)('takes images only with SCREENSHOTS=<directory>', () => {
  expect(SHOTS.length * 2).toBeGreaterThanOrEqual(40);
});
