import { describe, expect, it } from 'vitest';
import type { LogLine } from '../api/types';
import { LogPages, MAX_PAGES, PAGE } from './logPages';

function lines(from: number, to: number): LogLine[] {
  return Array.from({ length: to - from + 1 }, (_, i) => ({ n: from + i, at: '', stream: 'STDOUT', text: `line ${from + i}`, cut: false }));
}

describe('LogPages', () => {
  it('says which pages are missing', () => {
    const pages = new LogPages();
    pages.put(lines(1, 10), 1200);
    expect(pages.total).toBe(1200);
    expect(pages.missing(1, 1100)).toEqual([{ from: 11, limit: PAGE - 10 }, { from: 501, limit: PAGE }, { from: 1001, limit: 200 }]);
    pages.put(lines(11, 500), 1200);
    expect(pages.missing(1, 500)).toEqual([]);
    expect(pages.line(500)?.text).toBe('line 500');
    expect(pages.line(501)).toBeUndefined();
  });
  it('knows nothing of an empty log', () => {
    expect(new LogPages().missing(1, 100)).toEqual([]);
  });
  it('fills the gap that missed events leave', () => {
    const pages = new LogPages();
    pages.put(lines(1, 100), 100);
    pages.put(lines(151, 200), 200);
    expect(pages.missing(1, 200)).toEqual([{ from: 101, limit: 100 }]);
  });
  it('drops the pages that were not shown for the longest time', () => {
    const pages = new LogPages();
    for (let page = 0; page < MAX_PAGES + 10; page++) {
      pages.put(lines(page * PAGE + 1, (page + 1) * PAGE), (page + 1) * PAGE);
      pages.touch(1, PAGE);
    }
    expect(pages.size).toBe(MAX_PAGES * PAGE);
    expect(pages.line(1)?.text).toBe('line 1');
    expect(pages.line(PAGE + 1)).toBeUndefined();
    expect(pages.line(pages.total)?.n).toBe(pages.total);
  });
  it('keeps the page of the last line, and lines that are known', () => {
    const pages = new LogPages();
    pages.put(lines(1, 3), 3);
    pages.put([{ ...lines(3, 3)[0]!, text: 'again' }, ...lines(4, 4)], 4);
    expect(pages.line(3)?.text).toBe('line 3');
    expect(pages.line(4)?.n).toBe(4);
  });
});
