import { existsSync } from 'node:fs';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { inject, onTestFailed, TestRunner } from 'vitest';
import type { DaemonInfo } from './daemon';

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path));

export interface PageOptions {
  language?: 'zh' | 'en';
  theme?: 'light' | 'dark';
  width?: number;
  height?: number;
  /** Default: false. A click during the animation of a dialog can miss its button. */
  animations?: boolean;
  /** Default: the daemon that the tests share. */
  daemon?: DaemonInfo;
  /** Default: admin with the password of the first start. Null: no log-in. */
  user?: { name: string; password: string } | null;
}

let browser: Browser | null = null;

/** The browser of this test run, started on first use. */
async function launched(): Promise<Browser> {
  if (!CHROMIUM) throw new Error('Chromium is missing: apt-get install chromium');
  browser ??= await chromium.launch({
    executablePath: CHROMIUM,
    args: [
      '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync',
      '--disable-quic', '--no-first-run', '--disable-dev-shm-usage', '--enable-precise-memory-info',
    ],
  });
  return browser;
}

export async function closeBrowser(): Promise<void> {
  await browser?.close();
  browser = null;
}

/** Opens a path of the page as a user of the page would, logged in. Fails the test on errors of scripts or of the policy. */
export async function openPage(path: string, options: PageOptions = {}): Promise<Page> {
  const daemon = options.daemon ?? inject('daemon');
  const context = await (await launched()).newContext({
    viewport: { width: options.width ?? 1440, height: options.height ?? 900 },
    locale: options.language === 'zh' ? 'zh-CN' : 'en-GB',
    colorScheme: options.theme ?? 'light',
    reducedMotion: options.animations ? 'no-preference' : 'reduce',
    baseURL: daemon.page,
    acceptDownloads: true,
  });
  const page = await context.newPage();
  await page.addInitScript(
    ([language, theme]) => {
      // What the user of the page chooses survives a reload.
      if (localStorage.getItem('obtaskd.language')) return;
      localStorage.setItem('obtaskd.language', language as string);
      localStorage.setItem('obtaskd.theme', theme as string);
    },
    [options.language ?? 'en', options.theme ?? 'light'],
  );
  watch(page);
  if (TestRunner.getCurrentTest()) onTestFailed(() => printPage(page));
  const user = options.user === undefined ? { name: 'admin', password: daemon.password } : options.user;
  if (user) await logIn(context, daemon, user);
  await page.goto(path);
  return page;
}

/** Log-in without the form: the form has tests of its own. */
async function logIn(context: BrowserContext, daemon: DaemonInfo, user: { name: string; password: string }): Promise<void> {
  const response = await context.request.post(`${daemon.page}/api/v2/session`, { data: user, headers: { 'X-Requested-With': 'fetch' } });
  if (!response.ok()) throw new Error(`log-in: ${response.status()} ${await response.text()}`);
}

/** What the page shows, for the report of a test that failed. */
async function printPage(page: Page): Promise<void> {
  if (page.isClosed()) return;
  const connection = await page.locator('[data-connection]').first().getAttribute('data-connection', { timeout: 1000 }).catch(() => 'none');
  const text = await page.locator('body').innerText({ timeout: 1000 }).catch(String);
  console.log(`${page.url()} (connection: ${connection}) shows:\n${text}`);
}

const faults = new WeakMap<Page, string[]>();

function watch(page: Page): void {
  const found: string[] = [];
  faults.set(page, found);
  page.on('pageerror', (error) => found.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/Failed to load resource|ERR_/.test(message.text())) found.push(message.text());
  });
}

/** Errors of scripts and violations of the policy since the page was opened. */
export function faultsOf(page: Page): string[] {
  return faults.get(page) ?? [];
}

export async function closePage(page: Page): Promise<void> {
  await page.context().close();
}
