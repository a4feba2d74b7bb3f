import { describe, expect, it } from 'vitest';
import { bytes, duration, relativeTime } from './format';

describe('duration', () => {
  it.each([
    [0, '0 ms'], [999, '999 ms'], [1000, '1.0 s'], [59_999, '59.9 s'], [60_000, '1 min 0 s'], [3_599_000, '59 min 59 s'],
    [3_600_000, '1 h 0 min'], [90_000_000, '1 d 1 h'],
  ])('%d ms is %s', (ms, text) => expect(duration(ms, 'en')).toBe(text));
  it('has Chinese units', () => expect(duration(61_000, 'zh')).toBe('1 分 1 秒'));
});

describe('relativeTime', () => {
  const now = Date.parse('2026-11-29T12:00:00Z');
  it.each([
    ['2026-11-29T11:59:30Z', 'just now'], ['2026-11-29T11:55:00Z', '5 minutes ago'], ['2026-11-28T11:00:00Z', 'yesterday'],
    ['2026-11-29T13:00:00Z', 'in 1 hour'],
  ])('%s is %s', (at, text) => expect(relativeTime(at, now, 'en')).toBe(text));
  it('is Chinese', () => expect(relativeTime('2026-11-29T11:55:00Z', now, 'zh')).toBe('5 分钟前'));
  it('is short below a minute', () => expect(relativeTime('2026-11-29T11:59:40Z', now, 'zh')).toBe('刚刚'));
  it('tells what is to come', () => expect(relativeTime('2026-11-29T12:00:20Z', now, 'en')).toBe('in a minute'));
  it('tolerates clocks that differ', () => expect(relativeTime('2026-11-29T12:00:02Z', now, 'en')).toBe('just now'));
});

it.each([[0, '0 B'], [1023, '1023 B'], [1536, '1.5 KiB'], [104_857_600, '100 MiB']])('%d bytes are %s', (size, text) => {
  expect(bytes(size)).toBe(text);
});
