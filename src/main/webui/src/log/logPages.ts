import type { LogLine } from '../api/types';

/** Lines of one page. Requests are for whole pages, so that the number of requests stays small. */
export const PAGE = 500;
/** Pages in memory: about 20,000 lines. */
export const MAX_PAGES = 40;

/** Lines to read from the daemon. */
export interface LineRange {
  from: number;
  limit: number;
}

/**
 * The part of a log that is in memory, as pages by line number. Pages that were not shown for the longest time are
 * dropped.
 */
export class LogPages {
  private readonly pages = new Map<number, (LogLine | undefined)[]>();
  private known = 0;

  /** The number of lines of the log, as far as it is known. */
  get total(): number {
    return this.known;
  }

  /** The number of lines in memory, at most. */
  get size(): number {
    return this.pages.size * PAGE;
  }

  line(n: number): LogLine | undefined {
    return this.pages.get(pageOf(n))?.[(n - 1) % PAGE];
  }

  /** Adds lines that the daemon sent. Lines that are known already stay: a line never changes. */
  put(lines: readonly LogLine[], total: number): void {
    this.known = Math.max(this.known, total, lines.at(-1)?.n ?? 0);
    for (const line of lines) {
      const number = pageOf(line.n);
      let page = this.pages.get(number);
      if (!page) this.pages.set(number, (page = []));
      page[(line.n - 1) % PAGE] ??= line;
    }
    this.drop();
  }

  /** Says that the lines are shown: their pages are the last to be dropped. */
  touch(first: number, last: number): void {
    for (let number = pageOf(first); number <= pageOf(last); number++) {
      const page = this.pages.get(number);
      if (!page) continue;
      this.pages.delete(number);
      this.pages.set(number, page);
    }
  }

  /** What is missing between two lines, one range per page. */
  missing(first: number, last: number): LineRange[] {
    const ranges: LineRange[] = [];
    const end = Math.min(last, this.known);
    for (let number = pageOf(Math.max(1, first)); number <= pageOf(end) && end > 0; number++) {
      const start = number * PAGE + 1;
      const until = Math.min(start + PAGE - 1, this.known);
      const from = this.firstAbsent(start, until);
      if (from <= until) ranges.push({ from, limit: until - from + 1 });
    }
    return ranges;
  }

  private firstAbsent(start: number, until: number): number {
    const page = this.pages.get(pageOf(start));
    if (!page) return start;
    let n = start;
    while (n <= until && page[(n - 1) % PAGE]) n++;
    return n;
  }

  /** The page of the last line stays: new lines are added to it. */
  private drop(): void {
    for (const number of this.pages.keys()) {
      if (this.pages.size <= MAX_PAGES) return;
      if (number !== pageOf(this.known)) this.pages.delete(number);
    }
  }
}

function pageOf(n: number): number {
  return Math.floor((n - 1) / PAGE);
}
