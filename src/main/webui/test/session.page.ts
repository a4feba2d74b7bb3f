import { afterAll, expect, inject, it } from 'vitest';
import { closeBrowser, closePage, faultsOf, openPage } from './browser';

afterAll(closeBrowser);

it('logs in with the password of the first start and says where it is', async () => {
  const page = await openPage('/tasks', { user: null });
  await page.getByText('initial-admin-password').waitFor();
  await page.getByLabel('User name').fill('admin');
  await page.getByLabel('Password', { exact: true }).fill('wrong password');
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.getByRole('alert').waitFor();
  await page.getByLabel('Password', { exact: true }).fill(inject('daemon').password);
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.getByRole('heading', { name: 'Task Center' }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/tasks');
  expect(faultsOf(page)).toEqual([]);
  await closePage(page);
});

it('behaviour 52: the navigation has System management > Task Center', async () => {
  const page = await openPage('/', { language: 'zh' });
  const navigation = page.getByRole('navigation', { name: '系统管理' });
  await navigation.getByRole('link', { name: '任务中心' }).click();
  await page.getByRole('heading', { name: '任务中心' }).waitFor();
  expect(faultsOf(page)).toEqual([]);
  await closePage(page);
});
