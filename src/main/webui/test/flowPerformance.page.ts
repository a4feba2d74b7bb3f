import type { Page } from 'playwright-core';
import { afterAll, expect, it } from 'vitest';
import { Api } from './api';
import { closeBrowser, openPage } from './browser';
import { edgesOf, ok, settled } from './flow';

const api = new Api();
afterAll(closeBrowser);

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
