import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useImperativeHandle, useLayoutEffect, useRef, type Ref } from 'react';
import { useTexts } from '../i18n';
import styles from './log.module.css';
import { LogRow } from './LogRow';
import { logMessages } from './messages';
import type { Rows } from './rows';

/** The height of a line that is not wrapped, in px. The same as in the style sheet. */
const LINE_HEIGHT = 20;
const END_TOLERANCE = 24;

export interface LogListHandle {
  toTop: () => void;
  toEnd: () => void;
  /** The number of the first line that is shown completely. */
  first: () => number;
  focus: () => void;
}

interface Props {
  rows: Rows;
  wrap: boolean;
  times: boolean;
  /** The line that is marked and scrolled to. */
  mark: number | null;
  /** A line to start at without marking it. */
  start: number | null;
  pattern: RegExp | null;
  follow: boolean;
  onFollow: (follow: boolean) => void;
  onLine: (n: number) => void;
  linkTo: (n: number) => string;
  onShow: (first: number, last: number) => void;
  handle: Ref<LogListHandle>;
}

/** The lines of a log. Only those in view are in the document. */
export function LogList({ rows, wrap, times, mark, start, pattern, follow, onFollow, onLine, linkTo, onShow, handle }: Props) {
  const t = useTexts(logMessages);
  const box = useRef<HTMLDivElement>(null);
  const lastTop = useRef(0);
  const virtualizer = useVirtualizer({
    count: rows.count,
    getScrollElement: () => box.current,
    estimateSize: () => LINE_HEIGHT,
    overscan: 15,
  });
  const size = virtualizer.getTotalSize();
  const items = virtualizer.getVirtualItems();

  useLayoutEffect(() => virtualizer.measure(), [wrap, virtualizer]);

  const center = (index: number) => {
    const element = box.current;
    if (!element) return;
    if (wrap) virtualizer.scrollToIndex(index, { align: 'center' });
    else element.scrollTop = index * LINE_HEIGHT - (element.clientHeight - LINE_HEIGHT) / 2;
  };
  const isShown = (index: number) => {
    const element = box.current;
    const offset = virtualizer.getOffsetForIndex(index, 'start')?.[0] ?? index * LINE_HEIGHT;
    return !!element && !wrap && offset >= element.scrollTop && offset + LINE_HEIGHT <= element.scrollTop + element.clientHeight;
  };
  const target = mark ?? start;
  const index = target === null ? -1 : rows.index(target);
  const reachable = index >= 0 && index < rows.count;
  const placed = useRef(false);
  useLayoutEffect(() => {
    // The start counts once: a reader who moves on and so clears the mark stays where they are.
    if (!reachable || (mark === null && placed.current)) return;
    placed.current = true;
    if (!isShown(index)) center(index);
    // A list with other rows is another component, see its key.
  }, [target, reachable]);

  useLayoutEffect(() => {
    const element = box.current;
    if (follow && element) element.scrollTop = element.scrollHeight;
  }, [follow, rows.count, size]);

  const firstShown = items[0]?.index;
  const lastShown = items.at(-1)?.index;
  useEffect(() => {
    if (firstShown !== undefined && lastShown !== undefined) onShow(rows.number(firstShown), rows.number(lastShown));
  }, [firstShown, lastShown, rows, onShow]);

  const onScroll = () => {
    const element = box.current;
    if (!element) return;
    const atEnd = element.scrollHeight - element.scrollTop - element.clientHeight < END_TOLERANCE;
    // Growth of the log moves the end, but never the reader's position.
    if (atEnd) onFollow(true);
    else if (element.scrollTop < lastTop.current) onFollow(false);
    lastTop.current = element.scrollTop;
  };

  useImperativeHandle(handle, () => ({
    toTop: () => {
      if (box.current) box.current.scrollTop = 0;
    },
    toEnd: () => {
      if (box.current) box.current.scrollTop = box.current.scrollHeight;
    },
    first: () => {
      const top = box.current?.scrollTop ?? 0;
      return rows.number(virtualizer.getVirtualItemForOffset(top + LINE_HEIGHT - 1)?.index ?? 0);
    },
    focus: () => box.current?.focus(),
  }));

  return (
    <div ref={box} className={`${styles.list} ${wrap ? styles.wrap : ''}`} role="log" aria-live="off" aria-label={t.log} tabIndex={0} onScroll={onScroll}>
      <div className={styles.lines} style={{ height: size }}>
        {items.map((item) => {
          const n = rows.number(item.index);
          return (
            <LogRow
              key={item.key}
              n={n}
              line={rows.line(item.index)}
              index={item.index}
              top={item.start}
              times={times}
              marked={n === mark}
              pattern={pattern}
              gap={item.index > 0 && rows.number(item.index - 1) !== n - 1}
              onLine={onLine}
              linkTo={linkTo}
              measure={wrap ? virtualizer.measureElement : undefined}
            />
          );
        })}
      </div>
    </div>
  );
}
