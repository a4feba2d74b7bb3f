import { QueryClientProvider } from '@tanstack/react-query';
import { act, type ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { liveStream } from './live';
import { queryClient, useCounts, useTask, useTasks } from './queries';

/** A daemon whose answers and events the test sends one by one. */
class FakeDaemon {
  readonly reads: { path: string; answer: (body: unknown) => void }[] = [];
  private events: ReadableStreamDefaultController<Uint8Array> | null = null;

  fetch = (url: string, init: RequestInit): Promise<Response> => {
    const { pathname } = new URL(url, 'http://daemon');
    if (pathname === '/api/v2/events') {
      const body = new ReadableStream<Uint8Array>({ start: (controller) => void (this.events = controller) });
      return Promise.resolve(new Response(body));
    }
    return new Promise((resolve, reject) => {
      this.reads.push({ path: pathname.replace('/api/v2', ''), answer: (body) => resolve(Response.json(body)) });
      init.signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
    });
  };

  async send(event: string, data: unknown): Promise<void> {
    await vi.waitFor(() => expect(this.events).not.toBeNull());
    this.events?.enqueue(new TextEncoder().encode(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`));
    await settled();
  }

  /** Waits for a read, by number from 0, and answers it. */
  async answer(read: number, body: unknown): Promise<void> {
    await vi.waitFor(() => expect(this.reads.length).toBeGreaterThan(read), 1500);
    this.reads[read]?.answer(body);
    await settled();
  }
}

const settled = () => act(() => new Promise((resolve) => setTimeout(resolve, 30)));

const HELLO = { resumed: false };
const task = (version: number) => ({ id: '1', version, state: `v${version}`, subTasks: [], steps: [] });
const changed = (version: number) => ({ task: { id: '1', version, state: `v${version}` }, subTasks: [], claim: null, focus: null });
const list = (...versions: number[]) => ({ items: versions.map((version) => ({ id: '1', version })), nextCursor: null });

let daemon: FakeDaemon;
let root: Root;
const element = document.createElement('div');

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  daemon = new FakeDaemon();
  vi.stubGlobal('fetch', daemon.fetch);
  root = createRoot(element);
});

afterEach(async () => {
  liveStream.enable(false);
  await act(async () => root.unmount());
  queryClient.clear();
  vi.unstubAllGlobals();
});

async function show(component: ReactNode): Promise<void> {
  await act(async () => root.render(<QueryClientProvider client={queryClient}>{component}</QueryClientProvider>));
  liveStream.enable(true);
  await settled();
}

const ShownTask = () => useTask('1').data?.version ?? 'none';
const ShownTasks = () => useTasks({}).data?.items.map(({ version }) => version).join() ?? 'none';
const ShownCounts = () => useCounts().data?.failed ?? 'none';
const shown = () => element.textContent;

it('reads a task again if an event arrives during its first read', async () => {
  await show(<ShownTask />);
  await daemon.send('task', changed(5));
  await daemon.answer(0, task(4));
  await daemon.answer(1, task(5));
  expect(shown()).toBe('5');
  expect(daemon.reads).toHaveLength(2);
});

it('reads a task again if the stream begins during its first read', async () => {
  await show(<ShownTask />);
  await daemon.send('hello', HELLO);
  await daemon.answer(0, task(4));
  expect(shown()).toBe('4');
  await daemon.answer(1, task(5));
  expect(shown()).toBe('5');
});

it('reads a task once more for all events during a read, and never shows an older version', async () => {
  await show(<ShownTask />);
  await daemon.answer(0, task(4));
  await daemon.send('task', changed(5));
  await daemon.send('task', changed(6));
  await daemon.send('task', changed(7));
  expect(shown()).toBe('7');
  await daemon.answer(1, task(5));
  expect(shown()).toBe('7');
  await daemon.answer(2, task(7));
  expect(shown()).toBe('7');
  await settled();
  expect(daemon.reads).toHaveLength(3);
});

it('reads a list again if an event arrives during its first read', async () => {
  await show(<ShownTasks />);
  await daemon.send('tasks', { items: [{ id: '1', version: 5 }], removed: [], more: false });
  await daemon.answer(0, list());
  expect(shown()).toBe('');
  await daemon.answer(1, list(5));
  expect(shown()).toBe('5');
});

it('shows no older version of a row after a read that began before the event', async () => {
  await show(<ShownTasks />);
  await daemon.answer(0, list(3));
  const again = queryClient.invalidateQueries({ queryKey: ['tasks'] });
  await settled();
  await daemon.send('tasks', { items: [{ id: '1', version: 5 }], removed: [], more: false });
  expect(shown()).toBe('5');
  await daemon.answer(1, list(4));
  expect(shown()).toBe('5');
  await daemon.answer(2, list(6));
  expect(shown()).toBe('6');
  await again;
});

it('keeps the numbers of an event that arrives during a read', async () => {
  await show(<ShownCounts />);
  await daemon.send('counts', { failed: 3 });
  await daemon.answer(0, { failed: 2 });
  expect(shown()).toBe('3');
});
