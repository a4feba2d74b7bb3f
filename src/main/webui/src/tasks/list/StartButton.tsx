import { PlusOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import { useNavigate } from 'react-router-dom';
import { useTexts } from '../../i18n';
import { usePermission } from '../../session/Session';
import { listMessages } from './messages';

/** Opens the catalogue. Without the permission it is disabled and says why. */
export function StartButton() {
  const t = useTexts(listMessages);
  const navigate = useNavigate();
  const allowed = usePermission('task.submit');
  return (
    <Tooltip title={allowed ? '' : t.startForbidden}>
      <span tabIndex={allowed ? undefined : 0} aria-label={allowed ? undefined : `${t.start}: ${t.startForbidden}`}>
        <Button type="primary" icon={<PlusOutlined aria-hidden="true" />} disabled={!allowed} onClick={() => void navigate('/tasks/new')}>{t.start}</Button>
      </span>
    </Tooltip>
  );
}
