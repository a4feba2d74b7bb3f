import { EllipsisOutlined } from '@ant-design/icons';
import { Button, Dropdown, type MenuProps } from 'antd';
import { useNavigate } from 'react-router-dom';
import type { Task } from '../../api/types';
import { useTexts } from '../../i18n';
import { useMissingSubmit } from '../../session/permissions';
import { operationMessages } from '../operation/messages';
import { operationName } from '../operation/names';
import { useOperate } from '../operation/OperationProvider';
import { listMessages } from './messages';
import styles from './list.module.css';

/** The operations of a row that have no button. Those that are not allowed have the daemon's reason. */
export function RowMenu({ task, name, buttons }: { task: Task; name: string; buttons: readonly string[] }) {
  const t = useTexts(listMessages);
  const words = useTexts(operationMessages);
  const navigate = useNavigate();
  const operate = useOperate();
  const noSubmit = useMissingSubmit();
  const items = (): MenuProps['items'] => [
    ...task.operations.filter(({ op }) => !buttons.includes(op)).map(({ op, allowed, reason }) => ({
      key: op,
      disabled: !allowed,
      danger: allowed && op !== 'retry',
      label: <MenuLabel text={operationName(words, op, null)} hint={allowed ? null : reason} />,
    })),
    { type: 'divider' as const },
    { key: '/copy', disabled: !!noSubmit, label: <MenuLabel text={t.copyAsNew} hint={noSubmit} /> },
    { key: '/open', label: t.open },
  ];
  const onClick = ({ key }: { key: string }) => {
    if (key === '/copy') void navigate(`/tasks/new?from=${encodeURIComponent(task.id)}`);
    else if (key === '/open') void navigate(`/tasks/${task.id}`);
    else operate({ op: key, task, subTask: null });
  };
  return (
    <Dropdown trigger={['click']} menu={{ items: items(), onClick }} placement="bottomRight">
      <Button type="text" size="small" icon={<EllipsisOutlined />} aria-label={`${t.more}: ${name}`} />
    </Dropdown>
  );
}

function MenuLabel({ text, hint }: { text: string; hint: string | null }) {
  return (
    <span>
      {text}
      {hint && <small className={styles.hint}>{hint}</small>}
    </span>
  );
}
