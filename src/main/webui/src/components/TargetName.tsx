import { Tooltip } from 'antd';
import { Link } from 'react-router-dom';
import type { Target } from '../api/types';
import { useTexts } from '../i18n';
import { common } from '../i18n/messages';
import { componentMessages, targetTypes } from './messages';

/** The name of a task's target with a link to its page. A target that is gone has its name and type, but no link. */
export function TargetName({ target }: { target: Target | null }) {
  const types = useTexts(targetTypes);
  const t = useTexts(common);
  const own = useTexts(componentMessages);
  if (!target) return <>–</>;
  const type = types[target.type] ?? target.type;
  const name = target.link ? <SafeLink to={target.link}>{target.name}</SafeLink> : <span>{target.name}</span>;
  return (
    <span>
      {name} <small style={{ color: 'var(--ant-color-text-secondary)' }}>{type}</small>
      {target.deleted && (
        <Tooltip title={own.deletedTarget}>
          {' '}<small>({t.deleted})</small>
        </Tooltip>
      )}
    </span>
  );
}

/** A link within the page, or to another site by http or https. Any other scheme is shown as text. */
function SafeLink({ to, children }: { to: string; children: string }) {
  if (to.startsWith('/') && !to.startsWith('//')) return <Link to={to}>{children}</Link>;
  if (/^https?:\/\//i.test(to)) return <a href={to} target="_blank" rel="noreferrer">{children}</a>;
  return <span>{children}</span>;
}
