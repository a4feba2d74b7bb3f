import { useSyncExternalStore } from 'react';

let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();
/** Clock of the daemon minus clock of this browser, in ms. */
let offset = 0;

function tick(): void {
  now = Date.now() + offset;
  listeners.forEach((listener) => listener());
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(tick, 1000);
  return () => {
    listeners.delete(listener);
    if (!listeners.size) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

/** Aligns the clock with the daemon's. */
export function setServerTime(instant: string): void {
  offset = new Date(instant).getTime() - Date.now();
  tick();
}

/** The daemon's time in ms, once a second. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now);
}

/** Clock of the daemon minus clock of this browser, in ms. */
export function useServerOffset(): number {
  return useSyncExternalStore(subscribe, () => offset);
}
