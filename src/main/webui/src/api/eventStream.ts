import { commonHeaders, withQuery } from './client';

/** One frame of a stream of server-sent events. */
export interface EventFrame {
  id: string | null;
  event: string;
  data: unknown;
}

/** Splits the text of a stream into frames. Text of an incomplete frame is kept for the next call. */
export class FrameParser {
  private rest = '';

  push(text: string): EventFrame[] {
    const parts = (this.rest + text).split('\n\n');
    this.rest = parts.pop() ?? '';
    return parts.map(parseFrame).filter((frame) => frame !== null);
  }
}

function parseFrame(text: string): EventFrame | null {
  let id: string | null = null;
  let event = 'message';
  let data: string | null = null;
  for (const line of text.split('\n')) {
    const colon = line.indexOf(':');
    if (colon <= 0) continue;
    const name = line.slice(0, colon);
    const value = line.slice(colon + 1).replace(/^ /, '');
    if (name === 'id') id = value;
    else if (name === 'event') event = value;
    else if (name === 'data') data = data === null ? value : `${data}\n${value}`;
  }
  return data === null ? null : { id, event, data: JSON.parse(data) as unknown };
}

/** The daemon refused the stream. */
export class StreamRefusedError extends Error {
  constructor(readonly status: number) {
    super(`status ${status}`);
  }
}

/** A stream without any byte for this long is broken: the daemon sends a comment every 15 s. */
const SILENCE_MS = 40_000;

/**
 * Reads the stream of events until it ends. Uses fetch, because EventSource can neither send headers nor read the
 * status of a refusal.
 */
export async function readEvents(
  topics: readonly string[],
  lastId: string | null,
  signal: AbortSignal,
  onFrame: (frame: EventFrame) => void,
): Promise<void> {
  const headers = { ...commonHeaders(), ...(lastId ? { 'Last-Event-ID': lastId } : {}) };
  const broken = new AbortController();
  const either = AbortSignal.any([signal, broken.signal]);
  let timer = setTimeout(() => broken.abort(), SILENCE_MS);
  try {
    const url = withQuery('/api/v2/events', { topics: topics.join(',') });
    const response = await fetch(url, { headers, signal: either, cache: 'no-store' });
    if (!response.ok || !response.body) throw new StreamRefusedError(response.status);
    const parser = new FrameParser();
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      clearTimeout(timer);
      timer = setTimeout(() => broken.abort(), SILENCE_MS);
      parser.push(value).forEach(onFrame);
    }
  } finally {
    clearTimeout(timer);
  }
}
