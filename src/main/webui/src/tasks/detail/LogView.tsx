import { useRef } from 'react';
import type { SubTask, TaskDetail } from '../../api/types';
import { LogPanel } from '../../log/LogPanel';
import styles from './detail.module.css';
import { SubTaskTree } from './SubTaskTree';

interface Props {
  task: TaskDetail;
  shown: SubTask | null;
  onSelect: (subTaskId: string) => void;
  /** Changes when the log has to start anew. */
  presses: number;
}

/** The sub tasks at the left, the log of the selected one at the right. */
export function LogView({ task, shown, onSelect, presses }: Props) {
  const panel = useRef<HTMLDivElement>(null);
  const open = (subTaskId: string) => {
    onSelect(subTaskId);
    requestAnimationFrame(() => focusLog(panel.current));
  };
  return (
    <div className={styles.logView}>
      <SubTaskTree task={task} selected={shown?.id ?? null} onSelect={onSelect} onOpen={open} />
      <div ref={panel} className={styles.logPanel}>{shown && <LogPanel key={`${shown.id} ${presses}`} task={task} subTask={shown} />}</div>
    </div>
  );
}

/** Moves the keyboard to the lines of the log. */
export function focusLog(within: ParentNode | null): void {
  within?.querySelector<HTMLElement>('[role="log"]')?.focus();
}
