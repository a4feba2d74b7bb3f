import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Api } from './api';
import { closeBrowser, closePage, faultsOf, openPage } from './browser';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const SERIOUS = ['serious', 'critical'];

/** Paths of the page. `{failed}` and `{running}` stand for the ids of tasks. */
const PATHS = [
  '/tasks', '/tasks?state=FAILED', '/tasks/new', '/tasks/new?operation=test.params', '/tasks/{failed}', '/tasks/{failed}?view=log', '/tasks/{failed}?view=flow',
  '/tasks/{failed}?view=timeline', '/tasks/{running}?view=log', '/tasks/{running}?view=flow', '/locks', '/audit', '/users', '/tokens', '/operations',
  '/operations?name=test.params', '/about', '/no-such-page',
];

let ids: Record<string, string>;
let release = (): void => undefined;

beforeAll(async () => {
  const api = new Api();
  const file = api.file();
  release = () => api.release(file);
  ids = { '{failed}': (await api.submitted('test.fails', 'FAILED')).id, '{running}': (await api.submitted('test.waits', 'RUNNING', { file })).id };
});

afterAll(async () => {
  release();
  await closeBrowser();
});

/** Faults that make the page hard or impossible to use for some people, each with its elements. */
async function seriousFaults(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const results = await page.evaluate(() => (window as unknown as { axe: { run: (options: object) => Promise<AxeResults> } }).axe.run({ resultTypes: ['violations'] }));
  return results.violations
    .filter((violation) => SERIOUS.includes(violation.impact ?? ''))
    .flatMap((violation) => violation.nodes.map((node) => `${violation.id}: ${node.target.join(' ')} ${node.any[0]?.message ?? ''}`));
}

async function settled(page: Page): Promise<void> {
  await page.locator('h1, h2, .ant-result').first().waitFor();
  await expect.poll(() => page.locator('.ant-spin-spinning, .ant-skeleton-active').count(), { timeout: 30_000 }).toBe(0);
}

describe.each(['light', 'dark'] as const)('%s', (theme) => {
  let page: Page;

  beforeAll(async () => {
    page = await openPage('/about', { theme });
    await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: theme });
  });
  afterAll(() => closePage(page));

  it.each(PATHS)('has no serious fault on %s', async (path) => {
    await page.goto(path.replace(/\{\w+\}/, (name) => ids[name] ?? name));
    await settled(page);
    expect(await seriousFaults(page)).toEqual([]);
  });

  it('has no serious fault on a phone', async () => {
    await page.setViewportSize({ width: 400, height: 800 });
    for (const path of ['/tasks', '/locks', '/audit', '/operations']) {
      await page.goto(path);
      await settled(page);
      expect(await seriousFaults(page), path).toEqual([]);
    }
    expect(faultsOf(page)).toEqual([]);
  });

  it('has no serious fault on the log-in and in dialogs', async () => {
    const login = await openPage('/tasks', { theme, user: null });
    await login.emulateMedia({ reducedMotion: 'reduce', colorScheme: theme });
    await login.getByLabel('User name').waitFor();
    expect(await seriousFaults(login)).toEqual([]);
    await closePage(login);

    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto('/users');
    await page.getByRole('button', { name: 'Create user' }).click();
    await page.getByRole('dialog').getByLabel('User name').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
  });
});
