import { Result } from 'antd';
import { Link } from 'react-router-dom';
import { useTexts } from '../i18n';
import { common } from '../i18n/messages';
import { shellMessages } from './messages';

export function NotFoundPage() {
  const t = useTexts(shellMessages);
  const c = useTexts(common);
  return <Result status="404" title={t.notFound} extra={<Link to="/tasks">{c.taskCenter}</Link>} />;
}
