import { PlusOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import { useNavigate } from 'react-router-dom';
import { useTexts } from '../../i18n';
import { useMissingSubmit } from '../../session/permissions';
import { listMessages } from './messages';

/** Opens the catalogue. Without the permission it is disabled and says why. */
export function StartButton() {
  const t = useTexts(listMessages);
  const navigate = useNavigate();
  const missing = useMissingSubmit();
  return (
    <Tooltip title={missing}>
      <span tabIndex={missing ? 0 : undefined} role={missing ? 'note' : undefined} aria-label={missing ? `${t.start}: ${missing}` : undefined}>
        <Button type="primary" icon={<PlusOutlined aria-hidden="true" />} disabled={!!missing} onClick={() => void navigate('/tasks/new')}>{t.start}</Button>
      </span>
    </Tooltip>
  );
}
