import { afterAll, expect, inject, it } from 'vitest';
import type { Page } from 'playwright-core';
import { Api } from './api';
import { closeBrowser, closePage, faultsOf, openPage } from './browser';
import { Daemon, type DaemonInfo } from './daemon';

afterAll(closeBrowser);

async function logIn(page: Page, name: string, password: string): Promise<void> {
  await page.getByLabel('User name').fill(name);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Log in' }).click();
}

/** Sends the requests of a page to another daemon, if a development server serves the page. */
async function useDaemon(page: Page, daemon: DaemonInfo): Promise<void> {
  if (daemon.page === daemon.api) return;
  await page.context().route(/^https?:\/\/[^/]+\/(api|q)\//, async (route) => {
    const request = route.request();
    const { pathname, search } = new URL(request.url());
    const url = `${daemon.api}${pathname}${search}`;
    if (request.method() === 'GET') return route.continue({ url });
    // The browser would say that the write comes from another origin.
    const headers = { ...request.headers(), origin: daemon.api, 'sec-fetch-site': 'same-origin' };
    return route.fulfill({ response: await route.fetch({ url, headers }) });
  });
}

it('logs in with the password of the first start and says where it is', async () => {
  const page = await openPage('/tasks', { user: null });
  await page.getByText('initial-admin-password').waitFor();
  await logIn(page, 'admin', 'wrong password');
  await page.getByRole('alert').waitFor();
  expect(await page.getByRole('alert').innerText()).toContain('auth.failed');
  await logIn(page, 'admin', inject('daemon').password);
  await page.getByRole('heading', { name: 'Task Center' }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/tasks');
  expect(faultsOf(page)).toEqual([]);
  await closePage(page);
});

it('opens the page that was asked for after the log-in, and the log-in again after the log-out', async () => {
  const page = await openPage('/locks', { user: null });
  await logIn(page, 'admin', inject('daemon').password);
  await page.getByRole('heading', { name: 'Claims' }).waitFor();
  await page.getByRole('button', { name: 'Account: admin' }).click();
  await page.getByRole('menuitem', { name: 'Log out' }).click();
  await page.getByLabel('User name').waitFor();
  await page.reload();
  await page.getByLabel('User name').waitFor();
  expect(faultsOf(page)).toEqual([]);
  await closePage(page);
});

it('says that the session has ended and returns to the same page', async () => {
  const page = await openPage('/audit');
  // The first read is finished: a refresh during it would not be another request.
  await page.locator('tbody tr').first().waitFor();
  await page.context().clearCookies();
  await page.getByRole('button', { name: 'Refresh' }).click();
  await page.getByText('The session has ended. Log in again.').waitFor();
  await logIn(page, 'admin', inject('daemon').password);
  await page.getByRole('heading', { name: 'Audit' }).waitFor();
  expect(faultsOf(page)).toEqual([]);
  await closePage(page);
});

it.each(['/about', '/tasks?q=nothing-has-this-name'])('a log-out in another tab shows the log-in at %s, and the log-in returns to it', async (path) => {
  const page = await openPage(path);
  await page.getByRole('button', { name: 'Account: admin' }).waitFor();
  await page.locator('[data-connection=live]').waitFor();
  const other = await page.context().newPage();
  await other.goto('/locks');
  await other.getByRole('button', { name: 'Account: admin' }).click();
  await other.getByRole('menuitem', { name: 'Log out' }).click();
  await other.getByLabel('User name').waitFor();
  await page.getByText('The session has ended. Log in again.').waitFor({ timeout: 4000 });
  await logIn(page, 'admin', inject('daemon').password);
  await page.getByRole('button', { name: 'Account: admin' }).waitFor();
  expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe(path);
  // The other tab has the new session, too, once it is looked at.
  await other.evaluate(() => window.dispatchEvent(new Event('visibilitychange')));
  await other.getByRole('heading', { name: 'Claims' }).waitFor();
  expect(faultsOf(page)).toEqual([]);
  await closePage(page);
});

it('a deleted user gets the log-in, and another role its buttons, without a reload', async () => {
  const api = new Api();
  const user = { name: `u${Math.random().toString(36).slice(2, 10)}`, password: 'correct horse battery' };
  await api.call('POST', '/users', { ...user, role: 'TASK_VIEWER' });
  const page = await openPage('/tasks', { user });
  const start = page.getByRole('button', { name: 'Start a task', exact: true });
  await start.and(page.locator('[disabled]')).waitFor();
  await page.locator('[data-connection=live]').waitFor();
  await api.call('PATCH', `/users/${user.name}`, { role: 'TASK_MANAGER' });
  await start.and(page.locator(':not([disabled])')).waitFor({ timeout: 4000 });
  await page.locator('[data-connection=live]').waitFor();
  await api.call('DELETE', `/users/${user.name}`);
  await page.getByText('The session has ended. Log in again.').waitFor({ timeout: 4000 });
  expect(faultsOf(page)).toEqual([]);
  await closePage(page);
});

it('shows the user that has logged in in another tab', async () => {
  const api = new Api();
  const user = { name: `u${Math.random().toString(36).slice(2, 10)}`, password: 'correct horse battery' };
  await api.call('POST', '/users', { ...user, role: 'TASK_VIEWER' });
  const page = await openPage('/users');
  await page.getByRole('button', { name: 'Create user' }).waitFor();
  await page.locator('[data-connection=live]').waitFor();
  const other = await page.context().newPage();
  await other.goto('/locks');
  await other.getByRole('button', { name: 'Account: admin' }).click();
  await other.getByRole('menuitem', { name: 'Log out' }).click();
  await logIn(other, user.name, user.password);
  await other.getByRole('button', { name: `Account: ${user.name}` }).waitFor();
  await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')));
  await page.getByRole('button', { name: `Account: ${user.name}` }).waitFor();
  await page.getByText('This page needs the role Administrator').waitFor();
  expect(faultsOf(page)).toEqual([]);
  await api.call('DELETE', `/users/${user.name}`);
  await closePage(page);
});

it('changes the own password; other sessions end, and a wrong one keeps this session', async () => {
  const api = new Api();
  const user = { name: `u${Math.random().toString(36).slice(2, 10)}`, password: 'correct horse battery' };
  const next = 'another long password';
  await api.call('POST', '/users', { ...user, role: 'TASK_VIEWER' });
  const other = await openPage('/about', { user });
  await other.getByRole('heading', { name: 'About' }).waitFor();
  const page = await openPage('/about', { user });
  await page.getByRole('button', { name: `Account: ${user.name}` }).click();
  await page.getByRole('menuitem', { name: 'Change password' }).click();
  const dialog = page.getByRole('dialog');
  const change = dialog.getByRole('button', { name: 'Change password' });
  await dialog.getByLabel('Current password').fill('wrong password');
  await dialog.getByLabel('New password', { exact: true }).fill(next);
  await dialog.getByLabel('New password again').fill(`${next}!`);
  await change.click();
  await dialog.getByText('The two passwords differ.').waitFor();
  await dialog.getByLabel('New password again').fill(next);
  await change.click();
  await dialog.locator('.ant-form-item', { hasText: 'Current password' }).getByText('The current password is wrong.').waitFor();
  await dialog.getByLabel('Current password').fill(user.password);
  await change.click();
  await page.getByText('Other sessions of this account have ended.').waitFor();

  await other.getByText('The session has ended. Log in again.').waitFor();
  await logIn(other, user.name, next);
  await other.getByRole('heading', { name: 'About' }).waitFor();
  await page.getByRole('link', { name: 'Operations' }).click();
  await page.getByRole('heading', { name: 'Operations', level: 1 }).waitFor();
  expect(faultsOf(page)).toEqual([]);
  await api.call('DELETE', `/users/${user.name}`);
  await closePage(other);
  await closePage(page);
});

it('offers to change the password of the first start, and stops once it is changed', async () => {
  const daemon = await Daemon.create();
  try {
    const page = await openPage('/about', { daemon: daemon.info, user: null });
    await useDaemon(page, daemon.info);
    await page.reload();
    await logIn(page, 'admin', daemon.password);
    const banner = page.getByText('The password of this account is still the one of the first start.');
    await banner.waitFor();
    await page.getByText('Clients of obshell use it too').waitFor();
    await page.getByRole('button', { name: 'Later' }).waitFor();
    const first = daemon.password;
    await page.getByRole('button', { name: 'Change password' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Current password').fill(first);
    await dialog.getByLabel('New password', { exact: true }).fill('a new long password');
    await dialog.getByLabel('New password again').fill('a new long password');
    await dialog.getByRole('button', { name: 'Change password' }).click();
    await banner.waitFor({ state: 'hidden' });
    await page.reload();
    await page.getByRole('heading', { name: 'About' }).waitFor();
    expect(await banner.count()).toBe(0);
    expect(() => daemon.password).toThrow('ENOENT');
    expect(faultsOf(page)).toEqual([]);
    await closePage(page);
  } finally {
    await daemon.remove();
  }
}, 180_000);
