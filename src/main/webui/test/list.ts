import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { BatchResult, Counts } from '../src/api/types';
import type { Api } from './api';
import { closePage, faultsOf, openPage, type PageOptions } from './browser';

/** The row of a task. */
export function row(page: Page, id: string): Locator {
  return page.locator(`tr[data-task="${id}"]`);
}

/** The ids of the rows, from the top. */
export async function ids(page: Page): Promise<string[]> {
  return page.locator('tr[data-task]').evaluateAll((rows) => rows.map((one) => (one as HTMLElement).dataset['task'] ?? ''));
}

/** A name that no other test uses. */
export function unique(prefix: string): string {
  return `${prefix}${Math.random().toString(36).slice(2, 10)}`;
}

/** Ends all unfinished tasks, so that the numbers of the badge are known. */
export async function endAll(api: Api): Promise<void> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const counts = await api.call<Counts>('GET', '/tasks/counts');
    if (counts.running + counts.failed === 0) return;
    if (Date.now() > deadline) throw new Error(`tasks do not end: ${JSON.stringify(counts)}`);
    const batch = (action: string, state: string[]) => api.call<BatchResult>('POST', '/tasks/batch', { action, filter: { state }, reason: 'end of a test' });
    await batch('terminate', ['PENDING', 'RUNNING', 'ROLLING_BACK']);
    await batch('abandon', ['FAILED', 'ROLLBACK_FAILED']);
    await new Promise((wake) => setTimeout(wake, 200));
  }
}

/** Opens a page, runs the test, and checks that no script failed. */
export async function onPage(path: string, test: (page: Page) => Promise<void>, options: PageOptions = {}): Promise<void> {
  const page = await openPage(path, options);
  await test(page);
  expect(faultsOf(page)).toEqual([]);
  await closePage(page);
}

/** The states of the rows. */
export const states = (page: Page) => page.locator('tr[data-task] [data-state]').evaluateAll((tags) => [...new Set(tags.map((tag) => (tag as HTMLElement).dataset['state']))].sort());
