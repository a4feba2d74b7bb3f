import { afterAll, expect, it } from 'vitest';
import type { CreatedToken, User } from '../src/api/types';
import { Api } from './api';
import { closeBrowser, closePage, faultsOf, openPage } from './browser';

const api = new Api();
const PASSWORD = 'correct horse battery';
const created: string[] = [];

afterAll(async () => {
  for (const name of created) await api.call('DELETE', `/users/${name}`).catch(() => undefined);
  await closeBrowser();
});

/** The name of a user that does not exist yet. */
function newName(): string {
  const name = `u${Math.random().toString(36).slice(2, 10)}`;
  created.push(name);
  return name;
}

async function newUser(role: string): Promise<{ name: string; password: string }> {
  const name = newName();
  await api.call<User>('POST', '/users', { name, role, password: PASSWORD });
  return { name, password: PASSWORD };
}

it('creates, changes, disables and deletes a user', async () => {
  const page = await openPage('/users');
  const name = newName();
  await page.getByRole('button', { name: 'Create user' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('User name').fill(name);
  await dialog.getByLabel('Task viewer').check();
  await dialog.getByLabel('Password').fill(PASSWORD);
  await dialog.getByRole('button', { name: 'Create user' }).click();
  await dialog.waitFor({ state: 'hidden' });
  const row = page.getByRole('row', { name });
  await expect.poll(() => row.innerText()).toContain('Task viewer');

  await page.getByRole('button', { name: `Change role: ${name}` }).click();
  await dialog.getByLabel('Task manager').check();
  await dialog.getByRole('button', { name: 'Change role' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await expect.poll(() => row.innerText()).toContain('Task manager');

  await page.getByRole('button', { name: `Set password: ${name}` }).click();
  await dialog.getByLabel('New password').fill('short');
  await dialog.getByRole('button', { name: 'Set password' }).click();
  await dialog.getByText('must have 12 to 128 characters').waitFor();
  await dialog.getByLabel('New password').fill(`${PASSWORD} 2`);
  await dialog.getByRole('button', { name: 'Set password' }).click();
  await dialog.waitFor({ state: 'hidden' });

  await page.getByRole('button', { name: `Disable: ${name}` }).click();
  await dialog.getByRole('button', { name: 'Disable' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await expect.poll(() => row.innerText()).toContain('Disabled');
  await page.getByRole('button', { name: `Enable: ${name}` }).click();
  await dialog.getByRole('button', { name: 'Enable' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await expect.poll(() => row.innerText()).toContain('Enabled');

  await page.getByRole('button', { name: `Delete: ${name}` }).click();
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await expect.poll(() => row.count()).toBe(0);
  expect(faultsOf(page)).toEqual([]);
  await closePage(page);
});

it('shows the refusals of the daemon at their fields', async () => {
  const page = await openPage('/users');
  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: 'Create user' }).click();
  await dialog.getByLabel('User name').fill('admin');
  await dialog.getByLabel('Password').fill(PASSWORD);
  await dialog.getByRole('button', { name: 'Create user' }).click();
  await dialog.locator('.ant-form-item', { hasText: 'User name' }).getByText('There is a user with this name.').waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  await expect.poll(() => page.locator(':focus').innerText()).toContain('Create user');

  await page.getByRole('button', { name: 'Change role: admin' }).click();
  await dialog.getByLabel('Task viewer').check();
  await dialog.getByRole('button', { name: 'Change role' }).click();
  await dialog.locator('.ant-form-item', { hasText: 'Role' }).getByText('The last administrator').waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });

  await page.getByRole('button', { name: 'Delete: admin' }).click();
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await dialog.getByRole('alert').getByText('The last administrator').waitFor();
  expect((await api.call<{ items: User[] }>('GET', '/users')).items.find(({ name }) => name === 'admin')?.role).toBe('ADMIN');
  expect(faultsOf(page)).toEqual([]);
  await closePage(page);
});

it('behaviour 2: only administrators manage users; others learn which role is needed', async () => {
  const page = await openPage('/users', { user: await newUser('TASK_MANAGER') });
  await page.getByText('This page needs the role Administrator (ADMIN).').waitFor();
  await page.getByText('Your role is Task manager (TASK_MANAGER).').waitFor();
  const navigation = page.getByRole('navigation', { name: 'System management' });
  await navigation.getByRole('link', { name: 'Task Center' }).waitFor();
  expect(await navigation.getByRole('link', { name: 'Users' }).count()).toBe(0);
  expect(faultsOf(page)).toEqual([]);
  await closePage(page);
});

it('creates a token, shows its secret once, and revokes it', async () => {
  const user = await newUser('TASK_MANAGER');
  const page = await openPage('/tokens', { user });
  await page.getByRole('button', { name: 'Create token' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('nightly checks');
  await dialog.getByLabel('Role').click();
  const offered = page.locator('.ant-select-item-option');
  await expect.poll(() => offered.allInnerTexts()).toEqual(['Task viewer', 'Task manager']);
  await offered.filter({ hasText: 'Task manager' }).click();
  await dialog.getByLabel('Valid for (days)').fill('400');
  await dialog.getByRole('button', { name: 'Create token' }).click();
  await dialog.getByText('From 1 to 365.').waitFor();
  await dialog.getByLabel('Valid for (days)').fill('30');
  await dialog.getByRole('button', { name: 'Create token' }).click();

  const field = page.getByLabel('Secret of the token');
  await page.getByText('It is shown only once').waitFor();
  const secret = await field.inputValue();
  expect(secret).toMatch(/^obt_[0-9a-f]+_[\w-]{43}$/);
  await page.keyboard.press('Escape');
  expect(await field.isVisible()).toBe(true);
  await page.getByRole('button', { name: 'I have stored it' }).click();
  await field.waitFor({ state: 'hidden' });
  expect(await page.content()).not.toContain(secret);

  const { items } = await api.call<{ items: CreatedToken[] }>('GET', `/tokens?owner=${user.name}`);
  expect(items).toMatchObject([{ name: 'nightly checks', role: 'TASK_MANAGER' }]);
  const row = page.getByRole('row', { name: 'nightly checks' });
  await expect.poll(() => row.innerText()).toContain('Never');

  await page.getByRole('button', { name: 'Revoke token: nightly checks' }).click();
  await dialog.getByRole('button', { name: 'Revoke' }).click();
  await expect.poll(() => row.count()).toBe(0);
  expect((await api.call<{ items: CreatedToken[] }>('GET', `/tokens?owner=${user.name}`)).items).toEqual([]);
  expect(faultsOf(page)).toEqual([]);
  await closePage(page);
});

it('shows an administrator the tokens of all users and filters them by owner', async () => {
  const user = await newUser('TASK_VIEWER');
  await api.call('POST', `/tokens?owner=${user.name}`, { name: 'of another user' });
  await api.call('POST', '/tokens', { name: 'of admin' });
  const page = await openPage('/tokens');
  await page.getByRole('row', { name: 'of another user' }).waitFor();
  await page.getByRole('row', { name: 'of admin' }).first().waitFor();
  await page.goto(`/tokens?owner=${user.name}`);
  await page.getByRole('row', { name: 'of another user' }).waitFor();
  expect(await page.getByRole('row', { name: 'of admin' }).count()).toBe(0);
  for (const token of (await api.call<{ items: CreatedToken[] }>('GET', '/tokens')).items) await api.call('DELETE', `/tokens/${token.id}`);
  expect(faultsOf(page)).toEqual([]);
  await closePage(page);
});
