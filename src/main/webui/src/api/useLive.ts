import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import type { EventFrame } from './eventStream';
import { liveStream, type Connection } from './live';

/** How the page gets changes at the moment. */
export function useConnection(): Connection {
  return useSyncExternalStore(liveStream.subscribeState, liveStream.connection);
}

/** Receives events while the component is mounted. Null: no topic. */
export function useTopic(topic: string | null, onFrame: (frame: EventFrame) => void): void {
  const listener = useEffectEvent(onFrame);
  useEffect(() => (topic === null ? undefined : liveStream.subscribe(topic, listener)), [topic]);
}

/** The interval of polling in ms, or false while events arrive. */
export function usePolling(ms: number): number | false {
  const { state } = useConnection();
  return state === 'live' ? false : ms;
}
