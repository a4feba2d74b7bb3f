import { readEvents, StreamRefusedError, type EventFrame } from './eventStream';

/** How the page gets changes: events, polling after repeated failures, or not at all. */
export type ConnectionState = 'connecting' | 'live' | 'polling' | 'offline';
export type ConnectionReason = 'none' | 'hidden' | 'unreachable' | 'refused' | 'limit' | 'shutdown' | 'slow';

export interface Connection {
  state: ConnectionState;
  reason: ConnectionReason;
  /** Time of the last change or response, in ms. */
  since: number;
}

type Listener = (frame: EventFrame) => void;

/** After so many failures the page polls. */
const FAILURES = 5;
const HIDDEN_MS = 30_000;
/** A stream that has not begun with `hello` after this time is given up. */
const HELLO_MS = 15_000;
/** An operator who restarts the daemon looks at the page, and an attempt costs the daemon little. */
const LONGEST_WAIT_MS = 5_000;

/**
 * The one stream of events of this tab. Components add topics while they are mounted; the stream is opened again when
 * the set of topics changes.
 */
export class LiveStream {
  private readonly topics = new Map<string, number>();
  private readonly listeners = new Set<Listener>();
  private readonly stateListeners = new Set<() => void>();
  private running: AbortController | null = null;
  private restart: ReturnType<typeof setTimeout> | undefined;
  private hide: ReturnType<typeof setTimeout> | undefined;
  private lastId: string | null = null;
  private openTopics = '';
  private failures = 0;
  private enabled = false;
  private current: Connection = { state: 'connecting', reason: 'none', since: Date.now() };

  connection = (): Connection => this.current;

  subscribeState = (listener: () => void): (() => void) => {
    this.stateListeners.add(listener);
    return () => this.stateListeners.delete(listener);
  };

  /** Opens the stream after log-in, closes it after log-out. */
  enable(on: boolean): void {
    if (this.enabled === on) return;
    this.enabled = on;
    this.failures = 0;
    this.lastId = null;
    if (on) {
      document.addEventListener('visibilitychange', this.onVisibility);
      window.addEventListener('online', this.reconnectNow);
      window.addEventListener('offline', this.onOffline);
      this.schedule(0);
    } else {
      document.removeEventListener('visibilitychange', this.onVisibility);
      window.removeEventListener('online', this.reconnectNow);
      window.removeEventListener('offline', this.onOffline);
      this.stop();
    }
  }

  /** Receives events of the topic until the returned function is called. */
  subscribe(topic: string, listener: Listener): () => void {
    this.topics.set(topic, (this.topics.get(topic) ?? 0) + 1);
    this.listeners.add(listener);
    this.schedule(20);
    return () => {
      const left = (this.topics.get(topic) ?? 1) - 1;
      if (left) this.topics.set(topic, left);
      else this.topics.delete(topic);
      this.listeners.delete(listener);
      this.schedule(200);
    };
  }

  private schedule(ms: number): void {
    if (!this.enabled) return;
    clearTimeout(this.restart);
    this.restart = setTimeout(() => this.open(), ms);
  }

  private reconnectNow = (): void => {
    this.failures = 0;
    this.schedule(0);
  };

  /** An open connection may stay silent for long when the network is gone. */
  private onOffline = (): void => {
    this.stop();
    this.setState('offline', 'unreachable');
  };

  private open(): void {
    const wanted = [...this.topics.keys()].sort();
    const key = wanted.join(',');
    if (!this.enabled || document.hidden && this.current.reason === 'hidden') return;
    if (this.running && key === this.openTopics) return;
    this.running?.abort();
    this.running = null;
    if (!wanted.length) return;
    this.openTopics = key;
    const controller = new AbortController();
    this.running = controller;
    void this.read(wanted, controller);
  }

  private async read(topics: string[], controller: AbortController): Promise<void> {
    let reason: ConnectionReason = 'unreachable';
    let wait: number | null = null;
    const hello = setTimeout(() => controller.abort(), HELLO_MS);
    try {
      await readEvents(topics, this.lastId, controller.signal, (frame) => {
        if (frame.event === 'hello') clearTimeout(hello);
        if (frame.event === 'bye') {
          const bye = frame.data as { reason: string; retryMs: number };
          reason = bye.reason === 'SHUTDOWN' ? 'shutdown' : bye.reason === 'SLOW' ? 'slow' : 'refused';
          wait = bye.retryMs;
        }
        this.deliver(frame);
      });
    } catch (e) {
      if (e instanceof StreamRefusedError) reason = e.status === 503 ? 'limit' : 'refused';
    }
    clearTimeout(hello);
    if (this.running !== controller) return;
    this.running = null;
    this.failures++;
    this.setState(this.failures >= FAILURES || reason === 'limit' ? 'polling' : 'offline', reason);
    this.schedule(wait ?? Math.min(LONGEST_WAIT_MS, 500 * 2 ** (this.failures - 1)));
  }

  private deliver(frame: EventFrame): void {
    if (frame.event === 'hello') {
      this.failures = 0;
      this.setState('live', 'none');
    }
    if (frame.id) this.lastId = frame.id;
    this.listeners.forEach((listener) => listener(frame));
  }

  /** A hidden tab gives its connection back: browsers have six per host. */
  private onVisibility = (): void => {
    clearTimeout(this.hide);
    if (document.hidden) {
      this.hide = setTimeout(() => {
        this.setState('offline', 'hidden');
        this.stop();
      }, HIDDEN_MS);
    } else if (!this.running) {
      this.setState('connecting', 'none');
      this.reconnectNow();
    }
  };

  private stop(): void {
    clearTimeout(this.restart);
    const running = this.running;
    this.running = null;
    this.openTopics = '';
    running?.abort();
  }

  private setState(state: ConnectionState, reason: ConnectionReason): void {
    if (state === this.current.state && reason === this.current.reason) return;
    this.current = { state, reason, since: Date.now() };
    this.stateListeners.forEach((listener) => listener());
  }
}

export const liveStream = new LiveStream();
