import { describe, expect, it } from 'vitest';
import { isHeading, lowerBound, nextHit, NO_SEARCH, pattern, previousHit } from './search';

describe('hits', () => {
  const hits = [3, 7, 20];
  it('goes to the next one and starts anew after the last', () => {
    expect([0, 3, 8, 20, 99].map((line) => nextHit(hits, line))).toEqual([3, 7, 20, 3, 3]);
    expect(nextHit([], 1)).toBeNull();
  });
  it('goes to the previous one and starts at the end before the first', () => {
    expect([99, 20, 8, 3, 1].map((line) => previousHit(hits, line))).toEqual([20, 7, 7, 20, 20]);
  });
  it('finds the place in a sorted list', () => {
    expect([0, 3, 4, 20, 21].map((value) => lowerBound(hits, value))).toEqual([0, 0, 1, 2, 3]);
  });
});

describe('pattern', () => {
  it('takes a text literally, in any case', () => {
    expect('A.B axb'.match(pattern({ ...NO_SEARCH, text: 'a.b' })!)).toEqual(['A.B']);
  });
  it('takes a regular expression, with (?i) in any case', () => {
    expect('ret=-12 RET=-3'.match(pattern({ ...NO_SEARCH, text: '(?i)ret=-[0-9]+', regex: true })!)).toEqual(['ret=-12', 'RET=-3']);
  });
  it('marks nothing for an expression that JavaScript refuses', () => {
    expect(pattern({ ...NO_SEARCH, text: '(', regex: true })).toBeNull();
  });
});

it('tells headings from lines of the step', () => {
  const line = { n: 2, at: '', stream: 'SYSTEM' as const, text: '$ x error', cut: false };
  expect(isHeading(line)).toBe(true);
  expect(isHeading({ ...line, n: 420 })).toBe(false);
  expect(isHeading({ ...line, stream: 'STDERR' })).toBe(false);
});
