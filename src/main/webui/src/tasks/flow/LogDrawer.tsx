import { DownOutlined, UpOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useRef, useState, type KeyboardEvent, type PointerEvent, type RefObject } from 'react';
import type { SubTask, TaskDetail } from '../../api/types';
import { SubTaskStateTag } from '../../components/states';
import { useLocalized, useTexts } from '../../i18n';
import { LogPanel } from '../../log/LogPanel';
import { usePreference } from '../../preferences';
import { clampHeight, DEFAULT_HEIGHT, heightAfterKey, MIN_HEIGHT } from './drawerHeight';
import styles from './Flow.module.css';
import { flowMessages } from './messages';

interface Props {
  task: TaskDetail;
  subTask: SubTask | null;
  open: boolean;
  onOpen: (open: boolean) => void;
  /** The view that the drawer shares with the graph. */
  view: RefObject<HTMLDivElement | null>;
}

/** The foldable window below the graph with the log of the selected sub task. Its upper edge can be dragged. */
export function LogDrawer({ task, subTask, open, onOpen, view }: Props) {
  const t = useTexts(flowMessages);
  const localized = useLocalized();
  const [stored, store] = usePreference('flow.drawerHeight', String(DEFAULT_HEIGHT));
  const [dragged, setDragged] = useState<number | null>(null);
  const grip = useRef<{ y: number; height: number } | null>(null);
  const space = () => view.current?.clientHeight ?? 2 * DEFAULT_HEIGHT;
  const height = dragged ?? (Number(stored) || DEFAULT_HEIGHT);
  const step = subTask && task.steps.find(({ id }) => id === subTask.stepId);

  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    grip.current = { y: event.clientY, height: clampHeight(height, space()) };
    event.preventDefault();
    event.currentTarget.focus();
  };
  const onPointerMove = (event: PointerEvent) => {
    if (grip.current) setDragged(clampHeight(grip.current.height + grip.current.y - event.clientY, space()));
  };
  const onPointerUp = () => {
    if (grip.current && dragged !== null) store(String(dragged));
    grip.current = null;
    setDragged(null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const next = heightAfterKey(event.key, clampHeight(height, space()), space());
    if (next === null) return;
    event.preventDefault();
    store(String(next));
  };

  return (
    <section className={styles.drawer} aria-label={t.log} data-open={open || undefined} style={open ? { height: clampHeight(height, space()) } : undefined}>
      {open && (
        <div
          className={styles.grip} role="separator" aria-orientation="horizontal" aria-label={t.resize} tabIndex={0}
          aria-valuenow={Math.round(clampHeight(height, space()))} aria-valuemin={MIN_HEIGHT} aria-valuemax={Math.round(clampHeight(Infinity, space()))}
          onPointerDown={onPointerDown} onPointerMove={onPointerMove} onPointerUp={onPointerUp} onPointerCancel={onPointerUp} onKeyDown={onKeyDown}
        />
      )}
      <div className={styles.drawerHead}>
        <Button type="text" size="small" icon={open ? <DownOutlined /> : <UpOutlined />} aria-expanded={open} onClick={() => onOpen(!open)}>
          {open ? t.hideLog : t.showLog}
        </Button>
        {/* The log itself names its step. */}
        {!open && (subTask && step ? (
          <>
            <span className={styles.drawerTitle} title={`${localized(step.title)} · ${subTask.host}`}>{localized(step.title)} · {subTask.host}</span>
            <SubTaskStateTag state={subTask.state} />
          </>
        ) : <span className={styles.drawerHint}>{t.noStep}</span>)}
      </div>
      {open && <div className={styles.drawerBody}>{subTask ? <LogPanel key={subTask.id} task={task} subTask={subTask} /> : null}</div>}
    </section>
  );
}
