import { Link } from 'react-router-dom';
import type { Operation } from '../api/types';
import { useTexts } from '../i18n';
import { useTypeName } from '../locks/LockMatrix';
import { excludedBy } from '../locks/lockRules';
import { shellMessages } from '../shell/messages';
import { catalogueMessages } from './messages';

/** The types of tasks that an operation cannot run beside. */
export function ExcludedText({ operation }: { operation: Operation }) {
  const t = useTexts(catalogueMessages);
  const shell = useTexts(shellMessages);
  const name = useTypeName();
  const excluded = excludedBy(operation.scope ?? 'LOCAL', operation.maintenance?.type ?? 'NONE');
  if (!excluded.length) return <>{t.excludesNothing}</>;
  return (
    <span>
      {t.excluded(excluded.map(name).join(t.comma), operation.scope === 'LOCAL')} <Link to="/locks">{shell.locks}</Link>
    </span>
  );
}
