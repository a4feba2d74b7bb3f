import { Dropdown, type MenuProps } from 'antd';
import type { SubTask, TaskDetail } from '../../api/types';
import { useLocalized, useTexts } from '../../i18n';
import { operationMessages } from '../operation/messages';
import { operationName } from '../operation/names';
import { useOperate } from '../operation/OperationProvider';
import styles from './Flow.module.css';
import { flowMessages } from './messages';
import { download } from './download';

export interface MenuRequest {
  subTaskId: string;
  /** Set: the step has several hosts, which the menu offers to show. */
  stepId: string | null;
  /** In pixels from the corner of the view. */
  left: number;
  top: number;
}

interface Props {
  request: MenuRequest;
  task: TaskDetail;
  expanded: boolean;
  onOpen: (subTaskId: string) => void;
  onToggle: (stepId: string) => void;
  onClose: () => void;
}

/** The operations of a sub task. One menu for the whole graph; the daemon says what is allowed, and why not. */
export function SubTaskMenu({ request, task, expanded, onOpen, onToggle, onClose }: Props) {
  const t = useTexts(flowMessages);
  const localized = useLocalized();
  const operate = useOperate();
  const names = useTexts(operationMessages);
  const subTask = task.subTasks.find(({ id }) => id === request.subTaskId);
  if (!subTask) return null;
  const step = task.steps.find(({ id }) => id === subTask.stepId);
  const { stepId } = request;
  const items: NonNullable<MenuProps['items']> = [
    ...(stepId ? [{ key: 'hosts', label: expanded ? t.hideHosts : t.showHosts, onClick: () => onToggle(stepId) }] : []),
    {
      key: 'sub-task', type: 'group', label: `${localized(step?.title)} · ${subTask.host}`,
      children: [
        { key: 'view', label: t.viewLog, onClick: () => onOpen(subTask.id) },
        {
          key: 'download', label: <Explained name={t.downloadLog} reason={subTask.attempt ? null : t.noLog} />, disabled: subTask.attempt === 0,
          onClick: () => download(`/api/v2/subtasks/${subTask.id}/log/raw`),
        },
        ...subTask.operations.map(({ op, allowed, reason }) => ({
          key: op, disabled: !allowed, danger: op === 'terminate',
          label: <Explained name={operationName(names, op, subTask)} reason={allowed ? null : (reason ?? t.notAllowed)} />,
          onClick: () => operate({ op, task, subTask }),
        })),
      ],
    },
  ];
  return (
    <Dropdown
      open autoFocus trigger={['click']} menu={{ items, className: styles.menu! }} classNames={{ root: styles.menuPopup! }}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <span className={styles.menuAnchor} style={{ left: request.left, top: request.top }} />
    </Dropdown>
  );
}

/** The name of an operation and, while it is not allowed, the reason. */
function Explained({ name, reason }: { name: string; reason: SubTask['message'] }) {
  return <>{name}{reason && <span className={styles.reason}>{reason}</span>}</>;
}
