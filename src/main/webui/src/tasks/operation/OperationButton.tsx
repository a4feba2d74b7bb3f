import { Button, Tooltip, type ButtonProps } from 'antd';
import type { SubTask, Task, TaskDetail } from '../../api/types';
import { useTexts } from '../../i18n';
import { operationMessages } from './messages';
import { operationName } from './names';
import { useOperate } from './OperationProvider';

interface Props extends Pick<ButtonProps, 'size' | 'type' | 'danger'> {
  op: string;
  task: Task | TaskDetail;
  subTask?: SubTask | null;
}

/** A button for an operation. While the daemon does not allow it, it is disabled and has the daemon's reason. */
export function OperationButton({ op, task, subTask = null, ...button }: Props) {
  const t = useTexts(operationMessages);
  const operate = useOperate();
  const state = (subTask ?? task).operations.find((operation) => operation.op === op);
  const allowed = state?.allowed;
  const reason = allowed ? (op === 'abandon' ? t.abandonHint : '') : (state?.reason ?? t.notAllowed);
  const name = operationName(t, op, subTask);
  return (
    <Tooltip title={reason}>
      <span tabIndex={allowed ? undefined : 0} role={allowed ? undefined : 'note'} aria-label={allowed ? undefined : `${name}: ${reason}`}>
        <Button {...button} disabled={!allowed} data-op={op} onClick={() => operate({ op, task, subTask })}>{name}</Button>
      </span>
    </Tooltip>
  );
}
