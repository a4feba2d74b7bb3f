import { memo, useMemo, type KeyboardEvent, type Ref } from 'react';
import type { SubTaskState, TaskState } from '../../api/types';
import { StateIcon } from '../../components/states';
import { Elapsed } from '../../components/time';
import { useLocalized, useTexts } from '../../i18n';
import { subTaskStates, taskStates } from '../../i18n/messages';
import styles from './Flow.module.css';
import { useFlowActions } from './FlowActions';
import type { Arrow, Layout } from './layout';
import { flowMessages } from './messages';
import { neighbour, type Direction } from './navigation';
import { StateBar } from './StateBar';
import { MoreButton } from './StepNode';
import type { StepInfo } from './steps';
import { treeColumns, type TreeItem } from './treeItems';

interface Props {
  ref: Ref<HTMLDivElement>;
  infos: readonly StepInfo[];
  layout: Layout;
  arrows: readonly Arrow[];
  expanded: ReadonlySet<string>;
  selected: string | null;
  active: string;
  /** Whether it is shown instead of the graph. Else it is for the keyboard and for screen readers only. */
  visible: boolean;
  onActive: (id: string) => void;
  onFocus: (focused: boolean) => void;
  onMenu: (item: TreeItem) => void;
}

const DIRECTIONS: Record<string, Direction> = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down', Home: 'first', End: 'last' };

/** The steps as a tree. Arrow keys move along the edges, Enter opens the log, Space shows the hosts, the menu key the operations. */
export function StepTree({ ref, infos, layout, arrows, expanded, selected, active, visible, onActive, onFocus, onMenu }: Props) {
  const t = useTexts(flowMessages);
  const localized = useLocalized();
  const states: Record<string, string> = { ...useTexts(taskStates), ...useTexts(subTaskStates) };
  const actions = useFlowActions();
  const columns = useMemo(() => treeColumns(infos, layout, expanded), [infos, layout, expanded]);
  const items = columns.flat();
  const current = items.find((item) => item.id === active) ?? items[0];

  const onKeyDown = (event: KeyboardEvent) => {
    if (!current || event.ctrlKey || event.metaKey || event.altKey) return;
    const direction = DIRECTIONS[event.key];
    if (event.key === 'Enter') open(current);
    else if (event.key === ' ') actions.toggle(current.info.step.id);
    else if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) onMenu(current);
    else if (direction) onActive(next(current, direction));
    else return;
    event.preventDefault();
    // The page has keys of its own.
    event.stopPropagation();
  };
  const open = (item: TreeItem) => (item.subTask ? actions.open(item.subTask.id) : actions.openStep(item.info));
  const next = (item: TreeItem, direction: Direction): string => {
    const ids = columns.map((column) => column.map(({ id }) => id));
    return visible && (direction === 'up' || direction === 'down')
      ? (items[items.indexOf(item) + (direction === 'up' ? -1 : 1)]?.id ?? item.id)
      : neighbour(ids, arrows, direction === 'left' || direction === 'right' ? item.info.step.id : item.id, direction);
  };

  const titles = new Map(infos.map(({ step }) => [step.id, localized(step.title)]));
  const labelOf = ({ info, subTask }: TreeItem): string => {
    const { step, subTasks } = info;
    const state = states[shownState(info, subTask)] ?? '';
    if (subTask) return `${subTask.host}, ${state}`;
    const needs = step.needs.map((id) => titles.get(id) ?? id).join(', ');
    return [titles.get(step.id), state, subTasks.length > 1 ? t.hosts(subTasks.length) : '', needs && t.needs(needs)].filter(Boolean).join(', ');
  };

  return (
    <div
      ref={ref} role="tree" tabIndex={0} aria-label={t.steps} aria-activedescendant={current && domId(current)} className={visible ? styles.tree : 'visually-hidden'}
      onKeyDown={onKeyDown} onFocus={() => onFocus(true)} onBlur={() => onFocus(false)} onContextMenu={(event) => event.preventDefault()}
    >
      {items.map((item) => (
        <TreeLine
          key={item.subTask ? `host ${item.id}` : item.id} info={item.info} subTask={item.subTask} expanded={expanded.has(item.info.step.id)} label={labelOf(item)}
          selected={item.subTask ? item.subTask.id === selected : item.info.subTasks.some(({ id }) => id === selected)} active={item === current} visible={visible}
        />
      ))}
    </div>
  );
}

function domId(item: Pick<TreeItem, 'info' | 'subTask'>): string {
  return item.subTask ? `tree-host-${item.subTask.id}` : `tree-step-${item.info.step.id}`;
}

interface LineProps {
  info: StepInfo;
  subTask: TreeItem['subTask'];
  expanded: boolean;
  label: string;
  selected: boolean;
  active: boolean;
  visible: boolean;
}

/** Without content while the graph is shown: a graph has hundreds of steps. */
const TreeLine = memo(function TreeLine({ info, subTask, expanded, label, selected, active, visible }: LineProps) {
  const actions = useFlowActions();
  return (
    <div
      id={domId({ info, subTask })} role="treeitem" aria-level={subTask ? 2 : 1} aria-selected={selected} aria-expanded={!subTask && info.subTasks.length > 1 ? expanded : undefined}
      aria-label={label} className={styles.line} data-active={active || undefined} data-host={subTask ? true : undefined} data-tree-step={info.step.id}
      onClick={() => (subTask ? actions.open(subTask.id) : actions.openStep(info))}
    >
      {visible && <LineContent info={info} subTask={subTask} expanded={expanded} />}
    </div>
  );
});

function LineContent({ info, subTask, expanded }: Pick<LineProps, 'info' | 'subTask' | 'expanded'>) {
  const t = useTexts(flowMessages);
  const localized = useLocalized();
  const actions = useFlowActions();
  const states: Record<string, string> = { ...useTexts(taskStates), ...useTexts(subTaskStates) };
  const { step, subTasks } = info;
  const shown = shownState(info, subTask);
  const title = localized(step.title);
  return (
    <>
      <StateIcon state={shown} />
      <span className={styles.lineName}>{subTask ? subTask.host : title}</span>
      <span className={styles.lineState}>{states[shown]}</span>
      <span className={styles.nodeMeta}><Elapsed from={subTask ? subTask.startedAt : info.startedAt} to={subTask ? subTask.endedAt : info.endedAt} /></span>
      <MoreButton stepId={step.id} subTaskId={subTask?.id ?? null} name={subTask ? `${title} · ${subTask.host}` : title} />
      {!subTask && subTasks.length > 1 && (
        <button
          type="button" tabIndex={-1} className={styles.hosts} aria-expanded={expanded}
          onClick={(event) => {
            event.stopPropagation();
            actions.toggle(step.id);
          }}
        >
          {t.hosts(subTasks.length)} <StateBar counts={info.counts} />
        </button>
      )}
    </>
  );
}

/** Of a step with one sub task: the state of that sub task, which says more. */
function shownState(info: StepInfo, subTask: TreeItem['subTask']): SubTaskState | TaskState {
  return subTask?.state ?? (info.subTasks.length === 1 ? info.subTasks[0]!.state : info.step.state);
}
