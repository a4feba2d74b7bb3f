import { MoreOutlined } from '@ant-design/icons';
import { Button, Dropdown, type MenuProps } from 'antd';
import { useState } from 'react';
import type { SubTask, TaskDetail } from '../../api/types';
import { useTexts } from '../../i18n';
import { detailMessages } from '../detail/messages';
import { operationMessages } from './messages';
import { operationName } from './names';
import { useOperate } from './OperationProvider';

interface Props {
  task: TaskDetail;
  subTask: SubTask;
  /** The name of the sub task, for the name of the button. */
  name: string;
  onOpen: () => void;
}

const OPERATIONS = ['retry', 'skip', 'terminate'];

/** The operations of a sub task. Those that the daemon does not allow now are disabled and have its reason. */
export function SubTaskMenu({ task, subTask, name, onOpen }: Props) {
  const t = useTexts(detailMessages);
  // The component of the menu is costly, and there is one per sub task: it exists only while it is open.
  const [open, setOpen] = useState(false);
  const button = (
    <Button
      type="text"
      size="small"
      icon={<MoreOutlined />}
      aria-label={t.operationsOf(name)}
      aria-haspopup="menu"
      aria-expanded={open}
      tabIndex={-1}
      data-menu
      onClick={(event) => {
        event.stopPropagation();
        setOpen(true);
      }}
    />
  );
  if (!open) return button;
  return <OpenMenu task={task} subTask={subTask} name={name} onOpen={onOpen} onClose={() => setOpen(false)}>{button}</OpenMenu>;
}

function OpenMenu({ task, subTask, onOpen, onClose, children }: Props & { onClose: () => void; children: React.ReactNode }) {
  const t = useTexts(detailMessages);
  const o = useTexts(operationMessages);
  const operate = useOperate();
  const hasLog = subTask.attempt > 0;
  const items: MenuProps['items'] = [
    { key: 'view', label: t.viewLog, onClick: onOpen },
    {
      key: 'download',
      disabled: !hasLog,
      label: hasLog ? <a href={`/api/v2/subtasks/${encodeURIComponent(subTask.id)}/log/raw`} download>{t.downloadLog}</a> : t.downloadLog,
      ...(hasLog ? {} : { title: t.noLogYet }),
    },
    { type: 'divider' },
    ...OPERATIONS.map((op) => {
      const allowed = subTask.operations.find((operation) => operation.op === op);
      const label = operationName(o, op, subTask);
      return {
        key: op,
        disabled: !allowed?.allowed,
        danger: op === 'terminate',
        label: allowed?.allowed ? label : <span title={allowed?.reason ?? o.notAllowed}>{label}</span>,
        onClick: () => operate({ op, task, subTask }),
      };
    }),
  ];
  return (
    <Dropdown
      open
      autoFocus
      trigger={['click']}
      menu={{ items, onClick: ({ domEvent }) => (domEvent.stopPropagation(), onClose()) }}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      {children}
    </Dropdown>
  );
}
