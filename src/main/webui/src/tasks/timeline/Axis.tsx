import { absoluteTime } from '../../i18n/format';
import { placeOf, ticksOf, type Segment } from './scale';
import styles from './timeline.module.css';
import type { TimelineTexts } from './useTimelineTexts';

export const percent = (place: number): string => `${(place * 100).toFixed(4)}%`;

/** The instants above the chart, and the idle times that are drawn shorter than they were. */
export function Axis({ segments, ticks, texts }: { segments: readonly Segment[]; ticks: number; texts: TimelineTexts }) {
  const instants = ticksOf(segments, ticks);
  const [first = 0, second = 0] = instants;
  const withMs = second - first > 0 && second - first < 1000;
  const days = segments.at(-1)!.to - segments[0]!.from > 86_400_000;
  const label = (at: number) => {
    const text = absoluteTime(at);
    const time = withMs ? `${text.slice(14)}.${String(at % 1000).padStart(3, '0')}` : text.slice(11);
    return days ? `${text.slice(5, 10)} ${time}` : time;
  };
  return (
    <div className={styles.axis} aria-hidden="true">
      {segments.filter(({ idle }) => idle).map(({ from, to, start, end }) => (
        <span key={from} className={styles.idle} data-tip={texts.idle(to - from)} style={{ left: percent(start), width: percent(end - start) }}>⋯</span>
      ))}
      {instants.map((at) => {
        const place = placeOf(segments, at);
        return <span key={at} className={styles.tick} data-end={place > 0.96 || undefined} style={{ left: percent(place) }}>{label(at)}</span>;
      })}
    </div>
  );
}

/** Idle times and the present, as a background of all rows. */
export function Background({ segments, ticks, now }: { segments: readonly Segment[]; ticks: number; now: number | null }) {
  return (
    <div className={styles.background} aria-hidden="true">
      {ticksOf(segments, ticks).map((at) => <span key={at} className={styles.gridLine} style={{ left: percent(placeOf(segments, at)) }} />)}
      {segments.filter(({ idle }) => idle).map(({ from, start, end }) => <span key={from} className={styles.idleBand} style={{ left: percent(start), width: percent(end - start) }} />)}
      {now !== null && <span className={styles.now} data-testid="now" style={{ left: percent(placeOf(segments, now)) }} />}
    </div>
  );
}
