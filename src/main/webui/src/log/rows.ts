import type { LogLine } from '../api/types';
import type { LogPages } from './logPages';
import { lowerBound } from './search';

/** The rows of the list: all lines of the log, or those that a search found. */
export interface Rows {
  count: number;
  /** Undefined: not read yet. */
  line: (index: number) => LogLine | undefined;
  /** The number of the line in a row. */
  number: (index: number) => number;
  /** The row of a line; if it is not there, of the next one. */
  index: (n: number) => number;
}

/** Lines in one list: browsers limit the height of an element to about 1.6 million lines. */
export const PART = 1_000_000;

/** @param part which million lines, from 0 */
export function allRows(pages: LogPages, part: number): Rows {
  const before = part * PART;
  return {
    count: Math.max(0, Math.min(PART, pages.total - before)),
    line: (index) => pages.line(before + index + 1),
    number: (index) => before + index + 1,
    index: (n) => n - 1 - before,
  };
}

export function foundRows(lines: readonly LogLine[]): Rows {
  const numbers = lines.map((line) => line.n);
  return {
    count: lines.length,
    line: (index) => lines[index],
    number: (index) => numbers[index] ?? 0,
    index: (n) => Math.min(lowerBound(numbers, n), Math.max(0, lines.length - 1)),
  };
}
