import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LiveStream } from './live';

/** A daemon whose streams the test feeds. */
class FakeStreams {
  readonly requests: { url: string; lastId: string | null; signal: AbortSignal }[] = [];
  private readonly controllers: ReadableStreamDefaultController<Uint8Array>[] = [];
  status = 200;

  fetch = (url: string, init: RequestInit): Promise<Response> => {
    const headers = init.headers as Record<string, string>;
    this.requests.push({ url, lastId: headers['Last-Event-ID'] ?? null, signal: init.signal as AbortSignal });
    if (this.status !== 200) return Promise.resolve(new Response('', { status: this.status }));
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        this.controllers.push(controller);
        init.signal?.addEventListener('abort', () => controller.error(new Error('aborted')));
      },
    });
    return Promise.resolve(new Response(body));
  };

  async send(text: string): Promise<void> {
    this.controllers.at(-1)?.enqueue(new TextEncoder().encode(text));
    await vi.advanceTimersByTimeAsync(1);
  }

  async end(): Promise<void> {
    this.controllers.at(-1)?.close();
    await vi.advanceTimersByTimeAsync(1);
  }
}

const HELLO = 'event: hello\ndata: {"now":"2026-11-29T06:40:00Z","resumed":false}\n\n';

describe('LiveStream', () => {
  let daemon: FakeStreams;
  let stream: LiveStream;

  beforeEach(() => {
    vi.useFakeTimers();
    daemon = new FakeStreams();
    vi.stubGlobal('fetch', daemon.fetch);
    stream = new LiveStream();
    stream.enable(true);
  });

  afterEach(() => {
    stream.enable(false);
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  it('opens one stream for all topics', async () => {
    stream.subscribe('tasks', () => undefined);
    stream.subscribe('counts', () => undefined);
    stream.subscribe('counts', () => undefined);
    await vi.advanceTimersByTimeAsync(100);
    expect(daemon.requests.map((request) => request.url)).toEqual(['/api/v2/events?topics=counts%2Ctasks']);
  });

  it('is live after hello, and delivers events', async () => {
    const seen: string[] = [];
    stream.subscribe('counts', (frame) => seen.push(frame.event));
    await vi.advanceTimersByTimeAsync(100);
    await daemon.send(HELLO + 'id: a-7\nevent: counts\ndata: {}\n\n');
    expect(seen).toEqual(['hello', 'counts']);
    expect(stream.connection().state).toBe('live');
  });

  it('continues after the last event when the topics change', async () => {
    stream.subscribe('counts', () => undefined);
    await vi.advanceTimersByTimeAsync(100);
    await daemon.send(HELLO + 'id: a-7\nevent: counts\ndata: {}\n\n');
    stream.subscribe('task:1', () => undefined);
    await vi.advanceTimersByTimeAsync(100);
    expect(daemon.requests).toHaveLength(2);
    expect(daemon.requests[0]?.signal.aborted).toBe(true);
    expect(daemon.requests[1]?.lastId).toBe('a-7');
  });

  it('says that the daemon stops, and connects again when the daemon said', async () => {
    stream.subscribe('counts', () => undefined);
    await vi.advanceTimersByTimeAsync(100);
    await daemon.send(HELLO + 'event: bye\ndata: {"reason":"SHUTDOWN","retryMs":2000}\n\n');
    await daemon.end();
    expect(stream.connection()).toMatchObject({ state: 'offline', reason: 'shutdown' });
    await vi.advanceTimersByTimeAsync(1900);
    expect(daemon.requests).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(200);
    expect(daemon.requests).toHaveLength(2);
  });

  it('polls after five failures, and goes on trying', async () => {
    daemon.status = 500;
    stream.subscribe('counts', () => undefined);
    await vi.advanceTimersByTimeAsync(500 + 1000 + 2000 + 4000 + 200);
    expect(daemon.requests).toHaveLength(5);
    expect(stream.connection().state).toBe('polling');
    daemon.status = 200;
    // Also after many failures, soon enough for an operator who restarts the daemon and looks at the page.
    await vi.advanceTimersByTimeAsync(5000);
    await daemon.send(HELLO);
    expect(stream.connection().state).toBe('live');
  });

  it('polls at once when the daemon has too many streams', async () => {
    daemon.status = 503;
    stream.subscribe('counts', () => undefined);
    await vi.advanceTimersByTimeAsync(100);
    expect(stream.connection()).toMatchObject({ state: 'polling', reason: 'limit' });
  });

  it('gives up a stream that is silent', async () => {
    stream.subscribe('counts', () => undefined);
    await vi.advanceTimersByTimeAsync(100);
    await daemon.send(HELLO);
    await vi.advanceTimersByTimeAsync(42_000);
    expect(daemon.requests).toHaveLength(2);
  });

  it('gives up a stream that does not begin', async () => {
    stream.subscribe('counts', () => undefined);
    await vi.advanceTimersByTimeAsync(100);
    for (let i = 0; i < 3; i++) {
      await daemon.send(': keep-alive\n\n');
      await vi.advanceTimersByTimeAsync(6_000);
    }
    expect(daemon.requests).toHaveLength(2);
    await daemon.send(HELLO);
    expect(stream.connection().state).toBe('live');
    await vi.advanceTimersByTimeAsync(20_000);
    expect(daemon.requests).toHaveLength(2);
  });

  it('closes the stream of a hidden tab after 30 s', async () => {
    stream.subscribe('counts', () => undefined);
    await vi.advanceTimersByTimeAsync(100);
    await daemon.send(HELLO);
    const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
    document.dispatchEvent(new Event('visibilitychange'));
    await vi.advanceTimersByTimeAsync(30_100);
    expect(daemon.requests[0]?.signal.aborted).toBe(true);
    expect(stream.connection().reason).toBe('hidden');
    hidden.mockReturnValue(false);
    document.dispatchEvent(new Event('visibilitychange'));
    await vi.advanceTimersByTimeAsync(100);
    expect(daemon.requests).toHaveLength(2);
    hidden.mockRestore();
  });

  it('asks for nothing after log-out', async () => {
    stream.subscribe('counts', () => undefined);
    await vi.advanceTimersByTimeAsync(100);
    stream.enable(false);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(daemon.requests).toHaveLength(1);
    expect(daemon.requests[0]?.signal.aborted).toBe(true);
  });
});
