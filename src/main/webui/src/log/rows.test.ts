import { describe, expect, it } from 'vitest';
import { LogPages } from './logPages';
import { allRows, foundRows, PART } from './rows';

const line = (n: number) => ({ n, at: '', stream: 'STDOUT' as const, text: `line ${n}`, cut: false });

describe('rows', () => {
  it('numbers the lines of a part', () => {
    const pages = new LogPages();
    pages.put([line(PART + 5)], PART + 10);
    expect(allRows(pages, 0).count).toBe(PART);
    const rows = allRows(pages, 1);
    expect(rows.count).toBe(10);
    expect(rows.number(4)).toBe(PART + 5);
    expect(rows.index(PART + 5)).toBe(4);
    expect(rows.line(4)?.text).toBe(`line ${PART + 5}`);
  });
  it('finds the row of a line, else of the next one', () => {
    const rows = foundRows([line(3), line(8)]);
    expect([1, 3, 4, 8, 9].map((n) => rows.index(n))).toEqual([0, 0, 1, 1, 1]);
    expect(rows.number(1)).toBe(8);
  });
});
