import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { Api } from './api';
import { closePage, faultsOf, openPage, type PageOptions } from './browser';

/** Opens a task in the flow view as a user does: from the log view, by the view switch. */
export async function openFlow(task: { id: string }, options: PageOptions = {}): Promise<Page> {
  const page = await openPage(`/tasks/${task.id}`, options);
  await page.getByText(options.language === 'zh' ? '流转视图' : 'Flow view', { exact: true }).click();
  await page.locator(options.width && options.width < 800 ? '[data-tree-step]' : '[data-step]').first().waitFor();
  return page;
}

export const node = (page: Page, stepId: string): Locator => page.locator(`[data-step="${stepId}"]`);
export const log = (page: Page): Locator => page.getByRole('region', { name: 'Log of the step' });

/** The navigation is a menu too. */
export const menuOf = (page: Page): Locator => page.locator('.ant-dropdown').getByRole('menu');

/** Opens the "…" of a step. */
export async function openMenu(page: Page, stepId: string): Promise<Locator> {
  await node(page, stepId).locator('button[aria-haspopup=menu]').click();
  const menu = menuOf(page);
  await menu.waitFor();
  return menu;
}

/** The names of the allowed and of the other entries of the menu. */
export async function entries(menu: Locator): Promise<{ allowed: string[]; disabled: string[] }> {
  const allowed: string[] = [];
  const disabled: string[] = [];
  for (const item of await menu.getByRole('menuitem').all()) {
    const name = (await item.innerText()).split('\n')[0]!.trim();
    ((await item.getAttribute('aria-disabled')) === 'true' ? disabled : allowed).push(name);
  }
  return { allowed, disabled };
}

export async function choose(page: Page, stepId: string, entry: string): Promise<void> {
  await (await openMenu(page, stepId)).getByRole('menuitem', { name: entry, exact: true }).click();
}

/** Confirms the dialog of an operation. */
export async function confirm(page: Page, name: string, reason?: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  if (reason) await dialog.getByRole('textbox').fill(reason);
  await dialog.getByRole('button', { name, exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
}

export async function viewport(page: Page): Promise<{ x: number; y: number; zoom: number }> {
  return page.locator('.react-flow__viewport').evaluate((element) => {
    const { e, f, a } = new DOMMatrixReadOnly(getComputedStyle(element).transform);
    return { x: e, y: f, zoom: a };
  });
}

/** The edges that are drawn, as `from>to`. */
export async function edgesOf(page: Page): Promise<string[]> {
  const lists = await page.locator('[data-edges]').evaluateAll((groups) => groups.map((group) => group.getAttribute('data-edges')!));
  return lists.flatMap((list) => list.split(' '));
}

/** A point of the canvas without a step. */
export async function emptyPoint(page: Page): Promise<{ x: number; y: number }> {
  const box = (await page.locator('.react-flow__pane').boundingBox())!;
  return { x: box.x + 40, y: box.y + 40 };
}

/** The viewport after it has come to rest. */
export async function settled(page: Page): Promise<{ x: number; y: number; zoom: number }> {
  let last = await viewport(page);
  await expect.poll(async () => {
    const before = last;
    last = await viewport(page);
    return before.x === last.x && before.y === last.y && before.zoom === last.zoom;
  }, { interval: 150 }).toBe(true);
  return last;
}

export async function ok(page: Page): Promise<void> {
  expect(faultsOf(page)).toEqual([]);
  await closePage(page);
}

/** Parameters with which `test.fails` fails. */
export const failsParams = () => ({ file: new Api().file() });
