import { AimOutlined, CopyOutlined, DownloadOutlined } from '@ant-design/icons';
import { Button, Dropdown, Tooltip } from 'antd';
import { useNavigate } from 'react-router-dom';
import type { SubTask, TaskDetail } from '../../api/types';
import { useTexts } from '../../i18n';
import { useMissingSubmit } from '../../session/permissions';
import { OperationButton } from '../operation/OperationButton';
import styles from './detail.module.css';
import { detailMessages } from './messages';
import type { Locate } from './useLocate';

/** The operations of a task, at the upper right of its page. */
export function TaskActions({ task, shown, locate }: { task: TaskDetail; shown: SubTask | null; locate: Locate }) {
  const t = useTexts(detailMessages);
  const navigate = useNavigate();
  const missing = useMissingSubmit();
  const all = `/api/v2/tasks/${encodeURIComponent(task.id)}/logs.zip`;
  const items = [
    { key: 'all', label: <a href={all} download>{t.downloadAll}</a> },
    {
      key: 'current',
      disabled: !shown || shown.attempt === 0,
      label: shown && shown.attempt > 0 ? <a href={`/api/v2/subtasks/${encodeURIComponent(shown.id)}/log/raw`} download>{t.downloadCurrent}</a> : t.downloadCurrent,
    },
  ];
  return (
    <div className={styles.actions}>
      <Tooltip title="l">
        <Button icon={<AimOutlined />} onClick={locate.locate}>
          {t.locate}{locate.at !== null && locate.of > 1 ? ` ${t.located(locate.at, locate.of)}` : ''}
        </Button>
      </Tooltip>
      <Dropdown menu={{ items }} trigger={['hover', 'click']}>
        <Button icon={<DownloadOutlined />}>{t.downloadLogs}</Button>
      </Dropdown>
      <OperationButton op="retry" task={task} type="primary" />
      <OperationButton op="rollback" task={task} />
      <OperationButton op="abandon" task={task} />
      <OperationButton op="terminate" task={task} danger />
      <Tooltip title={missing || t.copyTask}>
        <Button icon={<CopyOutlined />} aria-label={t.copyTask} disabled={!!missing} onClick={() => void navigate(`/tasks/new?from=${encodeURIComponent(task.id)}`)} />
      </Tooltip>
    </div>
  );
}
