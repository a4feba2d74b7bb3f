import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { throttle } from './throttle';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('runs at once, then at most once per interval, and does not lose the last call', async () => {
  const run = vi.fn(() => Promise.resolve());
  const call = throttle(run, 1000);
  for (let i = 0; i < 50; i++) call();
  expect(run).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(999);
  expect(run).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(run).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(5000);
  expect(run).toHaveBeenCalledTimes(2);
});

it('waits for a slow run, and goes on after a failed one', async () => {
  let end = (): void => undefined;
  const run = vi.fn(() => new Promise<void>((_, reject) => (end = () => reject(new Error('slow')))));
  const call = throttle(run, 10);
  call();
  call();
  await vi.advanceTimersByTimeAsync(500);
  expect(run).toHaveBeenCalledTimes(1);
  end();
  await vi.advanceTimersByTimeAsync(1);
  expect(run).toHaveBeenCalledTimes(2);
});
