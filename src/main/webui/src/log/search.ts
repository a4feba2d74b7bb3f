import type { LogLine } from '../api/types';

/** What the reader searches. */
export interface Search {
  text: string;
  regex: boolean;
  /** Shows only the lines found, with lines around them. */
  only: boolean;
  context: number;
}

export const NO_SEARCH: Search = { text: '', regex: false, only: false, context: 0 };

/** Lines that a search keeps at most. */
export const MAX_FOUND = 20_000;

/** The pattern that marks hits in lines, or null. The daemon decides which lines are found; RE2 knows `(?i)`, JavaScript does not. */
export function pattern({ text, regex }: Search): RegExp | null {
  if (!text) return null;
  try {
    if (!regex) return new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'gi');
    const insensitive = text.startsWith('(?i)');
    return new RegExp(insensitive ? text.slice(4) : text, insensitive ? 'gi' : 'g');
  } catch {
    return null;
  }
}

/** The first hit after a line, else the first one; null if there is none. */
export function nextHit(hits: readonly number[], line: number): number | null {
  const at = lowerBound(hits, line + 1);
  return hits[at] ?? hits[0] ?? null;
}

/** The last hit before a line, else the last one. */
export function previousHit(hits: readonly number[], line: number): number | null {
  const at = lowerBound(hits, line);
  return hits[at - 1] ?? hits.at(-1) ?? null;
}

/** The index of the first number that is not less. */
export function lowerBound(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? Infinity) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The daemon writes these lines itself: command, parameters. Their words are no errors. */
export function isHeading(line: LogLine): boolean {
  return line.stream === 'SYSTEM' && line.n <= 3;
}
