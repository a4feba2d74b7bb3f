import { afterAll, expect, it } from 'vitest';
import { Api } from './api';
import { closeBrowser } from './browser';
import { edgesOf, emptyPoint, log, node, ok, openFlow, settled } from './flow';

const api = new Api();
afterAll(closeBrowser);

it('behaviour 20: the graph shows the steps with what they need', async () => {
  const task = await api.submitted('test.flow', 'FAILED');
  const page = await openFlow(task, { animations: true });
  expect((await edgesOf(page)).sort()).toEqual(['a>b1', 'a>b2', 'b1>c', 'b2>c']);
  const x = async (id: string) => (await node(page, id).boundingBox())!.x;
  expect(await x('a')).toBeLessThan(await x('b1'));
  expect(await x('b1')).toBe(await x('b2'));
  expect(await x('b2')).toBeLessThan(await x('c'));
  await node(page, 'b1').getByText('Succeeded', { exact: true }).waitFor();
  await node(page, 'b2').getByText('Failed', { exact: true }).waitFor();
  await node(page, 'c').getByText('Pending', { exact: true }).waitFor();
  await node(page, 'b1').getByText('Can be undone').waitFor();
  await node(page, 'b2').getByText('No rollback').waitFor();
  await node(page, 'c').getByText('Nothing to undo').waitFor();
  await ok(page);
});

it('behaviour 23: dragging on the empty canvas moves the graph', async () => {
  const task = await api.submitted('test.succeeds', 'SUCCEEDED');
  const page = await openFlow(task, { animations: true });
  const before = await settled(page);
  const point = await emptyPoint(page);
  await page.mouse.move(point.x, point.y);
  await page.mouse.down();
  await page.mouse.move(point.x + 120, point.y - 60, { steps: 6 });
  await page.mouse.up();
  const after = await settled(page);
  expect(after.x - before.x).toBeCloseTo(120, 0);
  expect(after.y - before.y).toBeCloseTo(-60, 0);
  expect(after.zoom).toBe(before.zoom);
  await ok(page);
});

it('behaviour 24: the mouse wheel zooms in and out', async () => {
  const task = await api.submitted('test.succeeds', 'SUCCEEDED');
  const page = await openFlow(task, { animations: true });
  const before = await settled(page);
  const point = await emptyPoint(page);
  await page.mouse.move(point.x, point.y);
  await page.mouse.wheel(0, 300);
  const smaller = await settled(page);
  expect(smaller.zoom).toBeLessThan(before.zoom);
  await page.mouse.wheel(0, -500);
  expect((await settled(page)).zoom).toBeGreaterThan(smaller.zoom);
  for (let i = 0; i < 20; i++) await page.mouse.wheel(0, 1000);
  expect((await settled(page)).zoom).toBeCloseTo(0.2);
  for (let i = 0; i < 20; i++) await page.mouse.wheel(0, -1000);
  expect((await settled(page)).zoom).toBeCloseTo(2);
  await ok(page);
});

it('behaviour 25: the control at the upper right changes the scale', async () => {
  const task = await api.submitted('test.succeeds', 'SUCCEEDED');
  const page = await openFlow(task, { animations: true });
  const control = page.getByRole('toolbar', { name: 'Flow of the steps' });
  const box = (await control.boundingBox())!;
  const canvas = (await page.locator('.react-flow__pane').boundingBox())!;
  expect(canvas.x + canvas.width - (box.x + box.width)).toBeLessThan(20);
  expect(box.y - canvas.y).toBeLessThan(20);
  const before = await settled(page);
  await control.getByRole('button', { name: 'Zoom in' }).click();
  await expect.poll(async () => (await settled(page)).zoom).toBeCloseTo(before.zoom * 1.2);
  await control.getByRole('button', { name: 'Zoom out' }).click();
  await control.getByRole('button', { name: 'Zoom out' }).click();
  await expect.poll(async () => (await settled(page)).zoom).toBeLessThan(before.zoom);
  await control.getByRole('button', { name: /Actual size/ }).click();
  await expect.poll(async () => (await settled(page)).zoom).toBe(1);
  await control.getByRole('button', { name: 'Fit to the canvas' }).click();
  const fit = await settled(page);
  for (const id of ['first', 'second', 'third']) {
    const step = (await node(page, id).boundingBox())!;
    expect(step.x >= canvas.x && step.x + step.width <= canvas.x + canvas.width, `${id} at ${fit.zoom}`).toBe(true);
  }
  await ok(page);
});

it('behaviour 26: the wheel keeps the point under the pointer where it is', async () => {
  const task = await api.submitted('test.flow', 'FAILED');
  const page = await openFlow(task, { animations: true });
  const canvas = (await page.locator('.react-flow__pane').boundingBox())!;
  const box = (await node(page, 'c').boundingBox())!;
  const pointer = { x: Math.round(box.x + 20), y: Math.round(box.y + 30) };
  const under = async () => {
    const { x, y, zoom } = await settled(page);
    return { x: (pointer.x - canvas.x - x) / zoom, y: (pointer.y - canvas.y - y) / zoom, zoom };
  };
  const before = await under();
  await page.mouse.move(pointer.x, pointer.y);
  for (const delta of [400, 300, -900]) {
    await page.mouse.wheel(0, delta);
    const after = await under();
    expect(after.zoom).not.toBe(before.zoom);
    expect(after.x).toBeCloseTo(before.x, 0);
    expect(after.y).toBeCloseTo(before.y, 0);
  }
  await ok(page);
});

it('centres the selected step, and the current one when it is located', async () => {
  const task = await api.submitted('test.flow', 'FAILED');
  const page = await openFlow(task, { animations: true });
  const point = await emptyPoint(page);
  await page.mouse.move(point.x, point.y);
  await page.mouse.down();
  await page.mouse.move(point.x + 900, point.y - 200, { steps: 4 });
  await page.mouse.up();
  await settled(page);
  const centre = async () => {
    const canvas = (await page.locator('.react-flow__pane').boundingBox())!;
    const box = (await node(page, 'b2').boundingBox())!;
    return Math.round(Math.abs(box.x + box.width / 2 - canvas.x - canvas.width / 2) + Math.abs(box.y + box.height / 2 - canvas.y - canvas.height / 2));
  };
  await page.getByRole('button', { name: 'Centre the selected step' }).click();
  await expect.poll(centre).toBeLessThanOrEqual(2);
  await node(page, 'a').click();
  await settled(page);
  await page.getByRole('button', { name: /Locate current progress/ }).first().click();
  await expect.poll(() => new URL(page.url()).searchParams.get('sub')).toBe(api.subTask(task, 'b2').id);
  await expect.poll(centre).toBeLessThanOrEqual(2);
  await log(page).getByRole('separator').waitFor();
  await ok(page);
});
