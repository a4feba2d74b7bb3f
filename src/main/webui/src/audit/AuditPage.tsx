import { PageTitle } from '../components/PageTitle';
import { useTexts } from '../i18n';
import { common } from '../i18n/messages';

export function AuditPage() {
  const c = useTexts(common);
  return <PageTitle title={c.taskCenter} />;
}
