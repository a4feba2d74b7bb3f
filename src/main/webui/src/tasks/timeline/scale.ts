/** A stretch of time on the axis. An idle one is drawn shorter than it was. */
export interface Segment {
  from: number;
  to: number;
  /** Places on the axis, from 0 to 1. */
  start: number;
  end: number;
  idle: boolean;
}

export interface Interval {
  from: number;
  to: number;
}

/** An idle time of less than this share of the busy time is drawn as it was. */
const IDLE_SHARE = 0.25;
const IDLE_LEAST_MS = 2000;
/** What an idle time gets of the axis. */
const IDLE_WIDTH = 0.05;

/**
 * The axis of a timeline. Long times in which nothing happened, for example until a person retried a failed task, are shortened:
 * else the attempts would be too short to be seen.
 */
export function segmentsOf(from: number, to: number, busy: readonly Interval[]): Segment[] {
  const merged = union(busy, from, to);
  const busyTotal = merged.reduce((sum, part) => sum + part.to - part.from, 0);
  const least = Math.max(IDLE_LEAST_MS, busyTotal * IDLE_SHARE);
  const cuts: { from: number; to: number; idle: boolean }[] = [];
  let at = from;
  for (const part of [...merged, { from: to, to }]) {
    if (busyTotal > 0 && part.from - at > least) {
      cuts.push({ from: at, to: part.from, idle: true });
      at = part.from;
    }
    const last = cuts.at(-1);
    if (last && !last.idle) last.to = part.to;
    else if (part.to > at) cuts.push({ from: at, to: part.to, idle: false });
    at = Math.max(at, part.to);
  }
  if (!cuts.length) cuts.push({ from, to: Math.max(to, from + 1), idle: false });
  const idle = cuts.filter((cut) => cut.idle).length;
  const shown = cuts.reduce((sum, cut) => sum + (cut.idle ? 0 : cut.to - cut.from), 0) || 1;
  const idleWidth = Math.min(IDLE_WIDTH, 0.4 / Math.max(1, idle));
  let place = 0;
  return cuts.map((cut) => {
    const start = place;
    place += cut.idle ? idleWidth : ((cut.to - cut.from) / shown) * (1 - idle * idleWidth);
    return { ...cut, start, end: place };
  });
}

function union(intervals: readonly Interval[], from: number, to: number): Interval[] {
  const merged: Interval[] = [];
  for (const next of [...intervals].sort((a, b) => a.from - b.from)) {
    const part = { from: Math.max(from, next.from), to: Math.min(to, next.to) };
    const last = merged.at(-1);
    if (last && part.from <= last.to) last.to = Math.max(last.to, part.to);
    else merged.push(part);
  }
  return merged;
}

/** The place of an instant on the axis, from 0 to 1. */
export function placeOf(segments: readonly Segment[], at: number): number {
  const segment = segments.find(({ to }) => at <= to) ?? segments.at(-1)!;
  if (segment.to === segment.from) return segment.start;
  const share = (at - segment.from) / (segment.to - segment.from);
  return segment.start + Math.min(1, Math.max(0, share)) * (segment.end - segment.start);
}

const STEPS_MS = [
  1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000, 900_000, 1_800_000, 3_600_000,
  7_200_000, 14_400_000, 21_600_000, 43_200_000, 86_400_000, 172_800_000, 604_800_000,
];

/** Instants with a label on the axis, at most about `most`. None stands in an idle time. */
export function ticksOf(segments: readonly Segment[], most: number): number[] {
  const shown = segments.filter((segment) => !segment.idle);
  const total = shown.reduce((sum, { from, to }) => sum + to - from, 0);
  const step = STEPS_MS.find((ms) => total / ms <= most) ?? STEPS_MS.at(-1)!;
  return shown.flatMap(({ from, to }) => {
    const ticks: number[] = [];
    for (let at = Math.ceil(from / step) * step; at <= to; at += step) ticks.push(at);
    return ticks;
  });
}
