import { ExpandOutlined, MinusOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import { useMemo, useRef, useState, type ReactNode } from 'react';
import { useTaskAudit } from '../../api/queries';
import type { TaskDetail } from '../../api/types';
import { useNow } from '../../components/clock';
import { useTexts } from '../../i18n';
import { Axis, Background } from './Axis';
import { timelineMessages } from './messages';
import { segmentsOf } from './scale';
import { isActive, timelineOf } from './timeline';
import styles from './timeline.module.css';
import { Marks, Row } from './TimelineRows';
import { Tip, useTip } from './Tip';
import { useArrowKeys } from './useArrowKeys';
import { useTimelineTexts } from './useTimelineTexts';

interface Props {
  task: TaskDetail;
  selected: string | null;
  onSelect: (subTaskId: string, attempt?: number) => void;
}

const MAX_ZOOM = 64;
/** Labels on the axis while it fits into the window. */
const TICKS = 7;

/** A bar per attempt, with waits and the operations of users. */
export function TimelineView(props: Props) {
  return isActive(props.task) ? <Live {...props} /> : <Chart {...props} now={null} />;
}

/** Of a task that runs: grows every second. */
function Live(props: Props) {
  return <Chart {...props} now={useNow()} />;
}

function Chart({ task, selected, onSelect, now }: Props & { now: number | null }) {
  const t = useTexts(timelineMessages);
  const texts = useTimelineTexts();
  const audit = useTaskAudit(task.id);
  const [zoom, setZoom] = useState(1);
  const chart = useRef<HTMLDivElement>(null);
  const onKeyDown = useArrowKeys(chart);
  const { tip, handlers } = useTip();
  const model = useMemo(() => timelineOf(task, audit.data?.items ?? [], now ?? 0), [task, audit.data, now]);
  const segments = useMemo(() => {
    const busy = model.rows.flatMap(({ bars, waits }) => [...bars, ...waits.filter(({ kind }) => kind !== 'PERSON')]);
    return segmentsOf(model.from, model.to, busy);
  }, [model]);
  const ticks = TICKS * zoom;
  return (
    <div className={styles.view}>
      <div className={styles.toolbar}>
        <Legend />
        <ZoomButtons zoom={zoom} onZoom={setZoom} />
      </div>
      <p id="timeline-keys" className="visually-hidden">{t.keys}</p>
      <div className={styles.scroll} {...handlers}>
        <div
          ref={chart} className={styles.chart} role="list" tabIndex={0} aria-label={t.timeline} aria-describedby="timeline-keys" style={{ width: `${zoom * 100}%` }} onKeyDown={onKeyDown}
        >
          <div className={styles.head}><div className={styles.name}>{t.steps}</div><Axis segments={segments} ticks={ticks} texts={texts} /></div>
          <Background segments={segments} ticks={ticks} now={now} />
          <Marks marks={model.marks} rows={model.rows} segments={segments} texts={texts} />
          {model.rows.map((row) => <Row key={row.subTask.id} row={row} segments={segments} texts={texts} selected={row.subTask.id === selected} onSelect={onSelect} />)}
        </div>
      </div>
      <Tip tip={tip} />
    </div>
  );
}

function Legend() {
  const t = useTexts(timelineMessages);
  const entry = (sample: ReactNode, text: string) => <span className={styles.legendEntry}>{sample}{text}</span>;
  return (
    <div className={styles.legend} aria-hidden="true">
      {entry(<i className={styles.sample} data-tone="success" data-kind="RUN" />, `${t.legendRun} · ${t.SUCCEEDED}`)}
      {entry(<i className={styles.sample} data-tone="failed" data-kind="RUN" />, `${t.legendRun} · ${t.FAILED}`)}
      {entry(<i className={styles.sample} data-tone="running" data-kind="RUN" />, t.running)}
      {entry(<i className={styles.sample} data-tone="neutral" data-kind="ROLLBACK" />, t.legendRollback)}
      {entry(<i className={`${styles.sample} ${styles.waitSample}`} />, t.legendWait)}
      {entry(<i className={styles.markSample} />, t.legendMark)}
    </div>
  );
}

function ZoomButtons({ zoom, onZoom }: { zoom: number; onZoom: (zoom: number) => void }) {
  const t = useTexts(timelineMessages);
  const button = (name: string, icon: ReactNode, next: number, disabled: boolean) => (
    <Tooltip title={name}><Button type="text" size="small" icon={icon} aria-label={name} disabled={disabled} onClick={() => onZoom(next)} /></Tooltip>
  );
  return (
    <div className={styles.zoom}>
      {button(t.zoomOut, <MinusOutlined />, Math.max(1, zoom / 2), zoom <= 1)}
      {button(t.zoomIn, <PlusOutlined />, Math.min(MAX_ZOOM, zoom * 2), zoom >= MAX_ZOOM)}
      {button(t.fit, <ExpandOutlined />, 1, zoom <= 1)}
    </div>
  );
}
