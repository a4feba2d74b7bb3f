import { StopOutlined } from '@ant-design/icons';
import { Link } from 'react-router-dom';
import { withQuery } from '../api/client';
import { useLocalized, useTexts } from '../i18n';
import { shellMessages } from '../shell/messages';
import styles from './catalogue.module.css';
import { useGroupName, type OperationGroup } from './groups';
import { catalogueMessages } from './messages';

/** Links to operations, by group. */
export function OperationList({ groups, selected, search }: { groups: OperationGroup[]; selected: string | null; search: string }) {
  const t = useTexts(catalogueMessages);
  const shell = useTexts(shellMessages);
  const groupName = useGroupName();
  const localized = useLocalized();
  if (!groups.length) return <p className={styles.nothing}>{t.nothing}</p>;
  return (
    <nav aria-label={shell.operations}>
      {groups.map((group) => (
        <section key={group.key}>
          <h2 className={styles.group}>{groupName(group.key)} <span>{group.operations.length}</span></h2>
          <ul className={styles.list}>
            {group.operations.map((operation) => (
              <li key={operation.name}>
                <Link
                  to={withQuery('/operations', { q: search, name: operation.name })} className={styles.entry}
                  aria-current={operation.name === selected ? 'true' : undefined}
                >
                  <span className={styles.entryTitle}>{localized(operation.title) || operation.name}</span>
                  {operation.disabled && <span className={styles.flaw}><StopOutlined aria-hidden="true" /> {t.disabled}</span>}
                  <code className={styles.entryName}>{operation.name}</code>
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}
