import { useEffect, useState } from 'react';
import { get } from '../api/client';
import type { LogLine, LogPage } from '../api/types';
import { MAX_FOUND, type Search } from './search';

const PAGE_FOUND = 2000;
/** How often new lines of a running attempt are searched. */
const AGAIN_MS = 2000;

export interface Found {
  /** The lines found; with `only` those around them too. */
  lines: readonly LogLine[];
  /** Numbers of the lines that match. */
  hits: readonly number[];
  searching: boolean;
  /** There are more than are kept. */
  more: boolean;
  error: unknown;
}

const NOTHING: Found = { lines: [], hits: [], searching: false, more: false, error: null };

/** What a search finds in the whole log. The daemon searches; new lines are searched as they come. */
export function useFound(subTaskId: string, attempt: number, search: Search, running: boolean): Found {
  const [found, setFound] = useState(NOTHING);
  const { text, regex, only, context } = search;
  useEffect(() => {
    if (!text || !attempt) {
      setFound(NOTHING);
      return;
    }
    const stop = new AbortController();
    const query = { attempt, limit: PAGE_FOUND, [regex ? 'regex' : 'grep']: text, ...(only && context ? { context } : {}) };
    let lines: LogLine[] = [];
    let hits: number[] = [];
    let from = 1;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const step = async () => {
      try {
        const page = await get<LogPage>(`/subtasks/${encodeURIComponent(subTaskId)}/log`, { ...query, from }, stop.signal);
        from = Math.max(from, page.nextLine);
        const matches = page.lines.filter((line) => line.match !== false);
        if (only) lines = [...lines, ...page.lines];
        hits = [...hits, ...matches.map((line) => line.n)];
        const more = Math.max(hits.length, lines.length) >= MAX_FOUND;
        const atEnd = from > page.totalLines;
        setFound({ lines, hits, searching: !atEnd && !more, more, error: null });
        if (more) return;
        if (!atEnd) await step();
        else if (running) timer = setTimeout(() => void step(), AGAIN_MS);
      } catch (error) {
        if (!stop.signal.aborted) setFound({ lines, hits, searching: false, more: false, error });
      }
    };
    setFound({ ...NOTHING, searching: true });
    void step();
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [subTaskId, attempt, text, regex, only, context, running]);
  return found;
}
