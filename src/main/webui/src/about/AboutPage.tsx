import { PageTitle } from '../components/PageTitle';
import { useTexts } from '../i18n';
import { common } from '../i18n/messages';

export function AboutPage() {
  const c = useTexts(common);
  return <PageTitle title={c.taskCenter} />;
}
