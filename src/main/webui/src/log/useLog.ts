import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';
import { get } from '../api/client';
import type { LogLine, LogPage } from '../api/types';
import { usePolling, useTopic } from '../api/useLive';
import { LogPages, PAGE } from './logPages';

const POLL_LOG_MS = 2000;
/** While the reader scrolls fast, pages that are only passed are not read. */
const SETTLE_MS = 60;

export interface Log {
  pages: LogPages;
  /** Changes with each change of the pages. */
  version: number;
  loading: boolean;
  error: unknown;
  /** Why there are no lines, from the daemon. */
  reason: string | null;
  /** Says which lines are shown: missing ones are read. */
  show: (first: number, last: number) => void;
  reload: () => void;
}

interface LogEvent {
  subTaskId: string;
  attempt: number;
  lines: LogLine[];
  totalLines: number;
}

interface Options {
  subTaskId: string;
  /** 0: none yet. */
  attempt: number;
  /** Whether lines may still be added. */
  running: boolean;
  /** The first line to show. Null: the end. */
  start: number | null;
}

/** The log of an attempt: pages on demand, new lines live. */
export function useLog({ subTaskId, attempt, running, start }: Options): Log {
  const path = `/subtasks/${encodeURIComponent(subTaskId)}/log`;
  const [pages] = useState(() => new LogPages());
  const [state, setState] = useState({ version: 0, loading: true, error: null as unknown, reason: null as string | null });
  const reading = useRef(new Set<number>());
  const settle = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const put = useCallback(
    (lines: readonly LogLine[], total: number, reason: string | null = null) => {
      pages.put(lines, total);
      setState((before) => ({ version: before.version + 1, loading: false, error: null, reason }));
    },
    [pages],
  );
  const read = useCallback(
    async (query: Record<string, number>) => {
      try {
        const page = await get<LogPage>(path, { ...(attempt ? { attempt } : {}), ...query });
        put(page.lines, page.totalLines, page.reason);
      } catch (error) {
        setState((before) => ({ ...before, version: before.version + 1, loading: false, error }));
      }
    },
    [path, attempt, put],
  );
  const readStart = useEffectEvent(() => read(start === null ? { tail: PAGE } : { from: Math.max(1, start - PAGE / 2), limit: PAGE }));
  const reload = useCallback(() => {
    setState((before) => ({ ...before, loading: true, error: null }));
    void readTail(read);
  }, [read]);

  useEffect(() => {
    void readStart();
    return () => clearTimeout(settle.current);
  }, []);

  const show = useCallback(
    (first: number, last: number) => {
      pages.touch(first, last);
      clearTimeout(settle.current);
      settle.current = setTimeout(() => {
        for (const range of pages.missing(first, last)) {
          if (reading.current.has(range.from)) continue;
          reading.current.add(range.from);
          void read({ from: range.from, limit: range.limit }).finally(() => reading.current.delete(range.from));
        }
      }, SETTLE_MS);
    },
    [pages, read],
  );

  useTopic(running && attempt > 0 ? `log:${subTaskId}:${attempt}` : null, (frame) => {
    if (frame.event === 'log') {
      const event = frame.data as LogEvent;
      if (event.subTaskId === subTaskId && event.attempt === attempt) put(event.lines, event.totalLines);
    } else if (frame.event === 'hello' || frame.event === 'refetch') {
      void readTail(read);
    }
  });
  const polling = usePolling(POLL_LOG_MS);
  useEffect(() => {
    if (!running || !attempt || polling === false) return;
    const timer = setInterval(() => void readTail(read), polling);
    return () => clearInterval(timer);
  }, [running, attempt, polling, read]);
  // The last lines may be written after the last event.
  const wasRunning = useRef(running);
  useEffect(() => {
    if (wasRunning.current && !running) void readTail(read);
    wasRunning.current = running;
  }, [running, read]);

  return { pages, ...state, show, reload };
}

/** Events between the last one and this read are not sent again: the gap is read when it is shown. */
function readTail(read: (query: Record<string, number>) => Promise<void>): Promise<void> {
  return read({ tail: PAGE });
}
