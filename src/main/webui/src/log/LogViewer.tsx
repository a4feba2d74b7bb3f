import { App, Button, Spin, type InputRef } from 'antd';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { SubTask } from '../api/types';
import { ProblemAlert, useErrorText } from '../components/ProblemAlert';
import { useLanguage, useTexts } from '../i18n';
import { integer } from '../i18n/format';
import { usePreference } from '../preferences';
import { EmptyLog } from './EmptyLog';
import { findError, type FindDirection } from './findError';
import styles from './log.module.css';
import { LogList, type LogListHandle } from './LogList';
import { LogToolbar } from './LogToolbar';
import { logMessages } from './messages';
import { allRows, foundRows, PART } from './rows';
import { lowerBound, MAX_FOUND, nextHit, NO_SEARCH, pattern, previousHit } from './search';
import { useFound } from './useFound';
import { useKeys } from './useKeys';
import { useLog } from './useLog';
import { useStable } from './useStable';

interface Props {
  subTask: SubTask;
  /** 0: none yet. */
  attempt: number;
  /** The line that is marked, of the address of the page. */
  line: number | null;
  onLine: (line: number | null) => void;
  /** The marked line as it is now: the next key may come before the page is drawn again. */
  currentLine: () => number | null;
  /** The line to start at when none is marked. Null: the end while lines are written, else the start. */
  start: number | null;
  /** Called when the reader moves in the log. */
  onMove: () => void;
  linkTo: (line: number) => string;
  /** Whether the keys of the page act on this log. */
  keys: boolean;
}

/** The whole log of an attempt with search, filter, links to lines and copies. */
export function LogViewer({ subTask, attempt, line, onLine, currentLine, start, onMove, linkTo, keys }: Props) {
  const t = useTexts(logMessages);
  const lang = useLanguage();
  const errorText = useErrorText();
  const { message } = App.useApp();
  const info = subTask.attempts.find(({ no }) => no === attempt);
  const running = attempt > 0 && !info?.endedAt;
  const [startLine] = useState(start);
  const [follow, setFollow] = useState(running && line === null && start === null);
  const log = useLog({ subTaskId: subTask.id, attempt, running, start: line ?? start ?? (running ? null : 1) });
  const [search, setSearch] = useState(NO_SEARCH);
  const [wrap, setWrap] = usePreference('log.wrap', 'off');
  const [times, setTimes] = usePreference('log.times', 'off');
  const [full, setFull] = useState(false);
  const list = useRef<LogListHandle>(null);
  const input = useRef<InputRef>(null);

  const text = useDebounced(search.text, 200);
  const asked = useMemo(() => ({ ...search, text }), [search, text]);
  const found = useFound(subTask.id, attempt, asked, running);
  const marks = useMemo(() => pattern(asked), [asked]);
  const filtered = asked.only && asked.text !== '';
  const { version, pages } = log;
  // The pages are one object that changes: the version says when.
  const [chosenPart, setChosenPart] = useState(0);
  const parts = Math.max(1, Math.ceil(pages.total / PART));
  const part = Math.min(parts - 1, follow ? parts - 1 : line !== null ? Math.floor((line - 1) / PART) : chosenPart);
  const rows = useMemo(() => (filtered ? foundRows(found.lines) : allRows(pages, part)), [filtered, found.lines, pages, part, version]);
  const showPart = (next: number) => {
    setFollow(false);
    onLine(null);
    setChosenPart(next);
  };

  useEffect(() => {
    if (!running) setFollow(false);
  }, [running]);
  const moveTo = (next: number | null) => {
    if (next === null) return;
    setFollow(false);
    onLine(next);
  };
  const here = () => list.current?.first() ?? 1;
  const onHit = (direction: FindDirection) => moveTo((direction === 'next' ? nextHit : previousHit)(found.hits, currentLine() ?? here() - 1));
  const onError = async (direction: FindDirection) => {
    try {
      const next = await findError(subTask.id, attempt, errorStart(currentLine(), here(), direction), direction);
      if (next === null) void message.info(t.noError);
      moveTo(next);
    } catch (error) {
      void message.error(errorText(error));
    }
  };
  const toEnd = () => {
    onLine(null);
    setChosenPart(parts - 1);
    list.current?.toEnd();
    setFollow(running);
  };
  const toTop = () => {
    setFollow(false);
    onLine(null);
    setChosenPart(0);
    list.current?.toTop();
  };
  const leaveSearch = () => {
    setSearch({ ...search, text: '', only: false });
    list.current?.focus();
  };
  const toggle = (value: string, set: (next: string) => void) => set(value === 'on' ? 'off' : 'on');
  // The list and the toolbar are costly and need not be drawn again for each new line.
  const actions = useStable({
    onSearch: setSearch, onHit, onError: (direction: FindDirection) => void onError(direction), onJump: moveTo, onLeaveSearch: leaveSearch,
    onTimes: () => toggle(times, setTimes), onWrap: () => toggle(wrap, setWrap), onFull: () => setFull(!full), onFollow: () => (follow ? setFollow(false) : toEnd()),
    linkTo: (n: number) => linkTo(n),
    onListFollow: (next: boolean) => {
      setFollow(next && running);
      if (!next) onMove();
    },
  });
  useKeys(
    {
      f: actions.onFull, w: actions.onWrap, t: actions.onTimes,
      '/': () => input.current?.focus({ cursor: 'all' }), n: () => onHit('next'), N: () => onHit('previous'),
      e: () => actions.onError('next'), E: () => actions.onError('previous'), 'g g': toTop, G: toEnd,
      ...(full ? { Escape: () => setFull(false) } : search.text ? { Escape: leaveSearch } : {}),
    },
    keys,
  );

  const total = pages.total;
  const hitAt = line === null ? -1 : lowerBound(found.hits, line);
  return (
    <section className={`${styles.viewer} ${full ? styles.full : ''}`} aria-label={t.log}>
      <LogToolbar
        actions={actions} search={search} searchInput={input} found={found} hit={line !== null && found.hits[hitAt] === line ? hitAt + 1 : 0} times={times === 'on'}
        wrap={wrap === 'on'} follow={running ? follow : null} full={full} pages={pages} hasLines={total > 0} line={line} subTaskId={subTask.id} attempt={attempt}
      />
      {found.error ? <ProblemAlert error={found.error} /> : null}
      {log.error && !total ? <ProblemAlert error={log.error} onRetry={log.reload} /> : null}
      {rows.count > 0 && (
        <LogList
          key={filtered ? `found ${asked.text} ${asked.context}` : `part ${part}`} rows={rows} wrap={wrap === 'on'} times={times === 'on'} mark={line} start={startLine} pattern={marks}
          follow={follow} onFollow={actions.onListFollow} onLine={actions.onJump} linkTo={actions.linkTo} onShow={log.show} handle={list}
        />
      )}
      {rows.count === 0 && !log.error && (log.loading || found.searching ? <div className={styles.empty}><Spin /></div> : <EmptyLog subTask={subTask} expired={!!info?.logExpired} reason={filtered ? t.noHits : log.reason} />)}
      <div className={styles.status}>
        <span>{filtered && found.more ? t.limit(integer(MAX_FOUND, lang)) : t.lines(integer(total, lang))}</span>
        {parts > 1 && !filtered && (
          <span>
            <Button size="small" type="text" disabled={part === 0} onClick={() => showPart(part - 1)}>{t.earlier}</Button>
            {t.part(part + 1, parts)}
            <Button size="small" type="text" disabled={part === parts - 1} onClick={() => showPart(part + 1)}>{t.later}</Button>
          </span>
        )}
        {running && <span className={styles.statusEnd}>{follow ? t.following : t.paused}</span>}
      </div>
    </section>
  );
}

/** Where a search for an error starts: beside the marked line, else at the first line that is shown. */
function errorStart(line: number | null, first: number, direction: FindDirection): number {
  if (line === null) return direction === 'next' ? first : first - 1;
  return direction === 'next' ? line + 1 : line - 1;
}

/** The value once it has not changed for some time. */
function useDebounced<T>(value: T, ms: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return settled;
}
