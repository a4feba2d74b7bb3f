import { memo, type MouseEvent, type Ref } from 'react';
import type { LogLine } from '../api/types';
import { useTexts } from '../i18n';
import { timeOfDay } from '../i18n/format';
import { highlighted, segments } from './ansi';
import styles from './log.module.css';
import { logMessages } from './messages';

interface Props {
  n: number;
  line: LogLine | undefined;
  index: number;
  top: number;
  times: boolean;
  marked: boolean;
  pattern: RegExp | null;
  /** The line before is not shown. */
  gap: boolean;
  onLine: (n: number) => void;
  linkTo: (n: number) => string;
  measure: Ref<HTMLDivElement> | undefined;
}

/** A line of the log. Plain elements only: hundreds of them are on the page. */
export const LogRow = memo(function LogRow({ n, line, index, top, times, marked, pattern, gap, onLine, linkTo, measure }: Props) {
  const t = useTexts(logMessages);
  const click = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    onLine(n);
  };
  return (
    <div
      ref={measure}
      data-index={index}
      data-line={n}
      data-stream={line?.stream}
      className={`${styles.row} ${marked ? styles.marked : ''} ${gap ? styles.gap : ''}`}
      style={{ transform: `translateY(${top}px)` }}
    >
      <a className={styles.number} href={linkTo(n)} tabIndex={-1} aria-label={t.lineLink(n)} onClick={click}>{n}</a>
      {times && <time className={styles.time} dateTime={line?.at}>{line && timeOfDay(line.at)}</time>}
      <span className={styles.text}>
        {line?.stream === 'STDERR' && <span className={styles.mark} title={t.stderr}>err</span>}
        {line?.stream === 'SYSTEM' && <span className={styles.mark} title={t.system}>sys</span>}
        {line && highlighted(segments(line.text), pattern).map((part, i) => (
          <span key={i} className={[...part.classes.map((name) => styles[name]), part.hit ? styles.hit : ''].join(' ') || undefined}>{part.text}</span>
        ))}
        {line?.cut && <span className={styles.mark} title={t.cut}>…</span>}
      </span>
    </div>
  );
});
