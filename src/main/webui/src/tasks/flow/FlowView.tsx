import { Spin } from 'antd';
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import type { TaskDetail } from '../../api/types';
import { usePreference } from '../../preferences';
import styles from './Flow.module.css';
import { FlowActionsContext, type FlowActions } from './FlowActions';
import type { ShowRequest } from './FlowCanvas';
import { LogDrawer } from './LogDrawer';
import { StepTree } from './StepTree';
import { mainSubTask } from './steps';
import { SubTaskMenu, type MenuRequest } from './SubTaskMenu';
import type { TreeItem } from './treeItems';
import { useLatest } from './useLatest';
import { useLocateRequests } from './useLocateRequests';
import { useNarrow } from './useNarrow';
import { useStepGraph } from './useStepGraph';

const FlowCanvas = lazy(() => import('./FlowCanvas'));

interface Props {
  task: TaskDetail;
  /** The id of the selected sub task. */
  selected: string | null;
  onSelect: (subTaskId: string) => void;
}

/** The graph of the steps with the log of the selected sub task below. */
export function FlowView({ task, selected, onSelect }: Props) {
  const narrow = useNarrow();
  const view = useRef<HTMLDivElement>(null);
  const tree = useRef<HTMLDivElement>(null);
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(new Set());
  const [folded, setFolded] = usePreference('flow.drawerFolded', 'true');
  const [active, setActive] = useState<string | null>(null);
  const [focused, setFocused] = useState(false);
  const [show, setShow] = useState<ShowRequest | null>(null);
  const [menu, setMenu] = useState<MenuRequest | null>(null);
  const { infos, arrows, layout } = useStepGraph(task, expanded);
  const subTask = task.subTasks.find(({ id }) => id === selected) ?? null;
  const current = active ?? subTask?.stepId ?? infos[0]?.step.id ?? '';
  const focusTree = () => tree.current?.focus({ preventScroll: true });

  const locate = (stepId: string) => {
    setFolded('false');
    setActive(stepId);
    setShow({ stepId, centre: true });
    view.current?.scrollIntoView({ block: 'nearest' });
  };
  const isOwnSelection = useLocateRequests(() => {
    if (subTask) locate(subTask.stepId);
  });
  const open = (id: string) => {
    const stepId = task.subTasks.find((one) => one.id === id)?.stepId;
    if (!stepId) return;
    setFolded('false');
    setActive(expanded.has(stepId) ? id : stepId);
    setShow({ stepId, centre: false });
    isOwnSelection(id);
    onSelect(id);
    // The log opens at the lower end of the view, which may be below the window.
    if (!narrow) view.current?.scrollIntoView({ block: 'nearest' });
    focusTree();
  };
  const toggle = (stepId: string) => {
    setExpanded((before) => (before.has(stepId) ? new Set([...before].filter((id) => id !== stepId)) : new Set([...before, stepId])));
    setActive(stepId);
    focusTree();
  };
  const openMenu = (stepId: string, subTaskId: string | null, below: Element) => {
    const info = infos.find(({ step }) => step.id === stepId);
    const id = subTaskId ?? (info && mainSubTask(info, selected)?.id);
    const box = view.current;
    if (!info || !id || !box) return;
    const { left, bottom } = below.getBoundingClientRect();
    // Relative to the view: when the page scrolls, the menu stays at its step.
    const origin = box.getBoundingClientRect();
    setActive(subTaskId ?? stepId);
    setMenu({ subTaskId: id, stepId: subTaskId || info.subTasks.length < 2 ? null : stepId, left: left - origin.left - box.clientLeft, top: bottom - origin.top - box.clientTop });
  };
  const latest = useLatest({ open, toggle, openMenu, selected });
  const actions = useMemo<FlowActions>(() => ({
    open: (id) => latest.current.open(id),
    openStep: (info) => {
      const main = mainSubTask(info, latest.current.selected);
      if (main) latest.current.open(main.id);
    },
    toggle: (id) => latest.current.toggle(id),
    openMenu: (stepId, subTaskId, below) => latest.current.openMenu(stepId, subTaskId, below),
  }), [latest]);

  const onActive = (id: string) => {
    setActive(id);
    const stepId = task.subTasks.find((one) => one.id === id)?.stepId ?? id;
    setShow({ stepId, centre: false });
    if (narrow) document.getElementById(`tree-step-${stepId}`)?.scrollIntoView({ block: 'nearest' });
  };
  const onMenu = (item: TreeItem) => {
    const place = (narrow ? null : view.current?.querySelector(`[data-step="${CSS.escape(item.info.step.id)}"]`)) ?? document.getElementById(`tree-step-${item.info.step.id}`);
    if (place) openMenu(item.info.step.id, item.subTask?.id ?? null, place);
  };
  const closeMenu = () => {
    setMenu(null);
    focusTree();
  };
  const onDrawer = (isOpen: boolean) => {
    setFolded(String(!isOpen));
    if (!isOpen || narrow) return;
    if (subTask) setShow({ stepId: subTask.stepId, centre: false });
    view.current?.scrollIntoView({ block: 'nearest' });
  };
  useEffect(() => setShow(null), [task.id]);

  return (
    <FlowActionsContext value={actions}>
      <div className={styles.view} ref={view} data-narrow={narrow || undefined} data-focused={focused || undefined}>
        <StepTree
          ref={tree} infos={infos} layout={layout} arrows={arrows} expanded={expanded} selected={selected} active={current} visible={narrow}
          onActive={onActive} onFocus={setFocused} onMenu={onMenu}
        />
        {!narrow && (
          <Suspense fallback={<div className={styles.loading}><Spin /></div>}>
            <FlowCanvas
              infos={infos} arrows={arrows} layout={layout} expanded={expanded} selected={selected} selectedStep={subTask?.stepId ?? null}
              active={focused ? current : null} show={show} onCentre={() => subTask && setShow({ stepId: subTask.stepId, centre: true })}
            />
          </Suspense>
        )}
        <LogDrawer task={task} subTask={subTask} open={folded === 'false'} onOpen={onDrawer} view={view} />
        {menu && (
          <SubTaskMenu
            key={`${menu.subTaskId} ${menu.left} ${menu.top}`} request={menu} task={task} expanded={menu.stepId !== null && expanded.has(menu.stepId)} onOpen={open} onToggle={toggle} onClose={closeMenu}
          />
        )}
      </div>
    </FlowActionsContext>
  );
}
