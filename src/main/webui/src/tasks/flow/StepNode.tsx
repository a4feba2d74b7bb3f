import { DownOutlined, RightOutlined } from '@ant-design/icons';
import type { NodeProps } from '@xyflow/react';
import { memo, type MouseEvent } from 'react';
import { StateIcon, SubTaskStateTag, TaskStateTag, toneOf } from '../../components/states';
import { Elapsed } from '../../components/time';
import { useLocalized, useTexts } from '../../i18n';
import styles from './Flow.module.css';
import { useFlowActions } from './FlowActions';
import { flowMessages } from './messages';
import { StateBar } from './StateBar';
import type { StepInfo } from './steps';

export interface StepNodeData extends Record<string, unknown> {
  info: StepInfo;
  /** The selected sub task if it belongs to this step. */
  selected: string | null;
  /** Whether the keyboard is at this step or at one of its hosts: the id of the item. */
  active: string | null;
  expanded: boolean;
}

/** Buttons of the graph are for pointers only: the tree of steps has the focus and the keys. */
const keepFocus = (event: MouseEvent) => event.preventDefault();

/** A step of the graph: plain elements only, because a graph has hundreds. */
export const StepNode = memo(function StepNode({ data }: NodeProps & { data: StepNodeData }) {
  const { info, selected, active, expanded } = data;
  const { step, subTasks } = info;
  const t = useTexts(flowMessages);
  const localized = useLocalized();
  const actions = useFlowActions();
  const [single] = subTasks;
  const state = subTasks.length === 1 && single ? single.state : step.state;
  const title = localized(step.title);
  return (
    <div
      className={styles.node}
      data-step={step.id}
      data-tone={toneOf(state)}
      data-selected={selected !== null || undefined}
      data-active={active === step.id || undefined}
      onClick={() => actions.openStep(info)}
    >
      <div className={styles.nodeHead}>
        <span className={styles.nodeTitle} title={title}>{title}</span>
        <MoreButton stepId={step.id} subTaskId={null} name={title} />
      </div>
      <div className={styles.nodeRow}>
        {subTasks.length === 1 && single ? <SubTaskStateTag state={single.state} /> : <TaskStateTag state={step.state} />}
        <span className={styles.nodeMeta}><Elapsed from={info.startedAt} to={info.endedAt} /></span>
      </div>
      <div className={styles.nodeRow}>
        {subTasks.length > 1 ? (
          <button
            type="button" tabIndex={-1} className={styles.hosts} onMouseDown={keepFocus} aria-expanded={expanded}
            title={expanded ? t.hideHosts : t.showHosts}
            onClick={(event) => {
              event.stopPropagation();
              actions.toggle(step.id);
            }}
          >
            {expanded ? <DownOutlined /> : <RightOutlined />} {t.hosts(subTasks.length)}
          </button>
        ) : <span className={styles.nodeHost} title={single?.host}>{single?.host ?? t.noHosts}</span>}
        {subTasks.length > 1 && <StateBar counts={info.counts} />}
        <span className={styles.rollback} data-rollback={step.rollback} title={t[`rollbackHint${step.rollback}`]}>{t[`rollback${step.rollback}`]}</span>
      </div>
      {expanded && subTasks.length > 1 && (
        <div className={`${styles.hostList} nowheel`}>
          {subTasks.map((subTask) => (
            <div
              key={subTask.id} className={styles.hostRow} data-selected={selected === subTask.id || undefined} data-active={active === subTask.id || undefined}
              onClick={(event) => {
                event.stopPropagation();
                actions.open(subTask.id);
              }}
            >
              <StateIcon state={subTask.state} />
              <span className={styles.hostName} title={subTask.host}>{subTask.host}</span>
              <span className={styles.nodeMeta}><Elapsed from={subTask.startedAt} to={subTask.endedAt} /></span>
              <MoreButton stepId={step.id} subTaskId={subTask.id} name={`${title} · ${subTask.host}`} />
            </div>
          ))}
        </div>
      )}
    </div>
  );
});

/** The "…" of a step or of one of its hosts. A character, because icon components cost more than the rest of a step. */
export function MoreButton({ stepId, subTaskId, name }: { stepId: string; subTaskId: string | null; name: string }) {
  const t = useTexts(flowMessages);
  const actions = useFlowActions();
  return (
    <button
      type="button" tabIndex={-1} className={styles.more} aria-label={t.operationsOf(name)} aria-haspopup="menu" onMouseDown={keepFocus}
      onClick={(event) => {
        event.stopPropagation();
        actions.openMenu(stepId, subTaskId, event.currentTarget);
      }}
    >
      ⋯
    </button>
  );
}
