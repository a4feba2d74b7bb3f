import { describe, expect, it } from 'vitest';
import { placeOf, segmentsOf, ticksOf } from './scale';

describe('segmentsOf', () => {
  it('is one stretch while something happens', () => {
    expect(segmentsOf(0, 10_000, [{ from: 0, to: 6000 }, { from: 5000, to: 10_000 }])).toEqual([{ from: 0, to: 10_000, start: 0, end: 1, idle: false }]);
  });

  it('shortens a long idle time', () => {
    const segments = segmentsOf(0, 100_000, [{ from: 0, to: 5000 }, { from: 95_000, to: 100_000 }]);
    expect(segments.map(({ from, to, idle }) => [from, to, idle])).toEqual([[0, 5000, false], [5000, 95_000, true], [95_000, 100_000, false]]);
    expect(segments[1]!.end - segments[1]!.start).toBeCloseTo(0.05);
    expect(segments[2]!.end).toBeCloseTo(1);
    expect(placeOf(segments, 2500)).toBeCloseTo(0.2375);
    expect(placeOf(segments, 100_000)).toBeCloseTo(1);
  });

  it('keeps a short idle time', () => {
    expect(segmentsOf(0, 11_500, [{ from: 0, to: 5000 }, { from: 6500, to: 11_500 }])).toHaveLength(1);
  });

  it('shortens an idle time before and after all that happened', () => {
    const segments = segmentsOf(0, 60_000, [{ from: 20_000, to: 30_000 }]);
    expect(segments.map(({ idle }) => idle)).toEqual([true, false, true]);
    expect(segments[0]!.start).toBe(0);
    expect(segments.at(-1)!.end).toBeCloseTo(1);
  });

  it('is one stretch when nothing has happened yet', () => {
    expect(segmentsOf(0, 5000, [])).toEqual([{ from: 0, to: 5000, start: 0, end: 1, idle: false }]);
    expect(segmentsOf(7, 7, [])).toHaveLength(1);
  });
});

it('places instants outside of the axis at its ends', () => {
  const segments = segmentsOf(1000, 2000, [{ from: 1000, to: 2000 }]);
  expect([placeOf(segments, 0), placeOf(segments, 9999)]).toEqual([0, 1]);
});

it('has round labels, none of them in an idle time', () => {
  expect(ticksOf(segmentsOf(0, 10_000, [{ from: 0, to: 10_000 }]), 5)).toEqual([0, 2000, 4000, 6000, 8000, 10_000]);
  const ticks = ticksOf(segmentsOf(0, 100_000, [{ from: 0, to: 5000 }, { from: 95_000, to: 100_000 }]), 10);
  expect(ticks.every((at) => at <= 5000 || at >= 95_000)).toBe(true);
  expect(ticks).toContain(96_000);
});
