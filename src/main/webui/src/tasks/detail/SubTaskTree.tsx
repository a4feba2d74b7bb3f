import { CaretDownOutlined, CaretRightOutlined } from '@ant-design/icons';
import { Checkbox } from 'antd';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import type { SubTask, TaskDetail } from '../../api/types';
import { StateIcon } from '../../components/states';
import { Elapsed } from '../../components/time';
import { useLocalized, useTexts } from '../../i18n';
import { subTaskStates } from '../../i18n/messages';
import { SubTaskMenu } from '../operation/SubTaskMenu';
import styles from './detail.module.css';
import { detailMessages } from './messages';
import { isDone, treeRows, worstState, type TreeRow } from './tree';

interface Props {
  task: TaskDetail;
  selected: string | null;
  onSelect: (subTaskId: string) => void;
  /** Moves the focus to the log. */
  onOpen: (subTaskId: string) => void;
}

/** All sub tasks by stage, step and host. The equivalent of the graph for screen readers. */
export function SubTaskTree({ task, selected, onSelect, onOpen }: Props) {
  const t = useTexts(detailMessages);
  const [onlyFailed, setOnlyFailed] = useState(false);
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const [active, setActive] = useState<string | null>(null);
  const tree = useRef<HTMLUListElement>(null);
  const rows = treeRows(task, closed, onlyFailed);
  const tabStop = rows.some((row) => row.key === active) ? active : rows.some((row) => row.key === selected) ? selected : rows[0]?.key;

  useEffect(() => {
    setActive(selected);
    const row = selected && tree.current?.querySelector(`[data-key="${CSS.escape(selected)}"]`);
    if (row) row.scrollIntoView({ block: 'nearest' });
  }, [selected]);

  const toggle = (row: TreeRow, open: boolean) => {
    const next = new Set(closed);
    if (open) next.delete(row.key);
    else next.add(row.key);
    setClosed(next);
  };
  const focus = (row: TreeRow | undefined) => {
    if (!row) return;
    setActive(row.key);
    tree.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(row.key)}"]`)?.focus();
  };
  const activate = (row: TreeRow) => {
    setActive(row.key);
    if (row.subTask) onSelect(row.subTask.id);
    else toggle(row, !row.open);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const key = (event.target as HTMLElement).closest<HTMLElement>('[data-key]')?.dataset['key'];
    const at = rows.findIndex((row) => row.key === key);
    const row = rows[at];
    if (!row || (event.target as HTMLElement).closest('[data-menu]')) return;
    const parent = () => rows.slice(0, at).findLast((one) => one.level < row.level);
    const actions: Record<string, () => void> = {
      ArrowDown: () => focus(rows[at + 1]),
      ArrowUp: () => focus(rows[at - 1]),
      Home: () => focus(rows[0]),
      End: () => focus(rows.at(-1)),
      ArrowRight: () => (row.open === false ? toggle(row, true) : row.open ? focus(rows[at + 1]) : undefined),
      ArrowLeft: () => (row.open ? toggle(row, false) : focus(parent())),
      Enter: () => (row.subTask ? onOpen(row.subTask.id) : toggle(row, !row.open)),
      ' ': () => activate(row),
      ContextMenu: () => tree.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(row.key)}"] [data-menu]`)?.click(),
    };
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    event.stopPropagation();
    action();
  };
  return (
    <div className={styles.treeBox}>
      <div className={styles.treeHead}>
        <h2 className={styles.treeTitle}>{t.subTasks}</h2>
        <Checkbox checked={onlyFailed} onChange={(event) => setOnlyFailed(event.target.checked)}>{t.onlyFailed}</Checkbox>
      </div>
      <ul ref={tree} className={styles.tree} role="tree" aria-label={t.subTasks} onKeyDown={onKeyDown}>
        {rows.map((row) => (
          <Row key={row.key} row={row} task={task} selected={row.key === selected} tabStop={row.key === tabStop} onActivate={activate} onOpen={onOpen} />
        ))}
      </ul>
      {rows.length === 0 && <div className={styles.treeEmpty}>{t.noFailed}</div>}
    </div>
  );
}

interface RowProps {
  row: TreeRow;
  task: TaskDetail;
  selected: boolean;
  tabStop: boolean;
  onActivate: (row: TreeRow) => void;
  onOpen: (subTaskId: string) => void;
}

function Row({ row, task, selected, tabStop, onActivate, onOpen }: RowProps) {
  const t = useTexts(detailMessages);
  const states = useTexts(subTaskStates);
  const localized = useLocalized();
  const { subTask, step } = row;
  const title = step ? localized(step.title) || step.id : t.stage(row.stage);
  const isHost = row.kind === 'subTask' && !!step && step.hosts.length > 1;
  const label = isHost && subTask ? subTask.host : title;
  const state = subTask?.state ?? worstState(row.below);
  const id = useId();
  return (
    <li
      role="treeitem"
      aria-level={row.level}
      aria-selected={selected}
      {...(row.open === null ? {} : { 'aria-expanded': row.open })}
      aria-labelledby={id}
      className={`${styles.treeRow} ${selected ? styles.treeSelected : ''}`}
      data-key={row.key}
      data-state={state}
      data-level={row.level}
      tabIndex={tabStop ? 0 : -1}
      onClick={() => onActivate(row)}
    >
      {row.open !== null && <span className={styles.caret} aria-hidden="true">{row.open ? <CaretDownOutlined /> : <CaretRightOutlined />}</span>}
      <StateIcon state={state} />
      <span className={styles.treeText} id={id}>
        <span className={styles.treeName}>{label}</span>{' '}
        <span className={styles.treeNote}>
          {states[state]}
          {subTask ? <Facts subTask={subTask} showHost={!isHost && task.hosts.length > 1} /> : <> · {t.steps(row.below.filter(isDone).length, row.below.length)}</>}
        </span>
      </span>
      {subTask && <SubTaskMenu task={task} subTask={subTask} name={isHost ? `${title} ${label}` : label} onOpen={() => onOpen(subTask.id)} />}
    </li>
  );
}

function Facts({ subTask, showHost }: { subTask: SubTask; showHost: boolean }) {
  return (
    <>
      {subTask.startedAt && <> · <Elapsed from={subTask.startedAt} to={subTask.endedAt} /></>}
      {showHost && <> · {subTask.host}</>}
    </>
  );
}
