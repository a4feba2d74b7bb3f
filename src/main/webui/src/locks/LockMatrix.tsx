import { CheckCircleOutlined, LockFilled, StopOutlined } from '@ant-design/icons';
import { Link } from 'react-router-dom';
import type { Lock } from '../api/types';
import { useLocalized, useTexts } from '../i18n';
import { common } from '../i18n/messages';
import { holdersOf, HOLDER_TYPES, relation, WANTED_TYPES, type HolderType, type LockScope, type WantedType } from './lockRules';
import styles from './locks.module.css';
import { lockMessages } from './messages';

/** Which unfinished task excludes which new one, with the present holders. */
export function LockMatrix({ scope, title, locks }: { scope: LockScope; title: string; locks: readonly Lock[] }) {
  const t = useTexts(lockMessages);
  const name = useTypeName();
  return (
    <div className={styles.matrixBox} role="region" aria-label={title} tabIndex={0}>
      <table className={styles.matrix} data-scope={scope}>
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col" className={styles.corner}><span>{t.unfinished}&nbsp;↓</span><span>{t.wanted}&nbsp;→</span></th>
            {WANTED_TYPES[scope].map((wanted) => <th key={wanted} scope="col">{name(wanted)}</th>)}
          </tr>
        </thead>
        <tbody>
          {HOLDER_TYPES[scope].map((holder) => {
            const holders = holdersOf(locks, scope, holder);
            return (
              <tr key={holder} data-holder={holder} data-held={holders.length > 0}>
                <th scope="row"><span>{name(holder)}</span><Present type={holder} holders={holders} /></th>
                {WANTED_TYPES[scope].map((wanted) => <Cell key={wanted} excludes={relation(scope, holder, wanted) === 'EXCLUDES'} held={holders.length > 0} wanted={wanted} />)}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Present({ type, holders }: { type: HolderType; holders: readonly Lock[] }) {
  const t = useTexts(lockMessages);
  const localized = useLocalized();
  if (type === 'NONE') return <small className={styles.present}>{t.holdsNothing}</small>;
  if (!holders.length) return <small className={styles.present}>{t.notHeld}</small>;
  return (
    <small className={styles.present}>
      <LockFilled aria-hidden="true" /> {t.heldBy}
      {holders.map((lock) => (
        <span key={lock.id} className={styles.holder}>
          {lock.key && <code>{lock.key}</code>}
          {lock.task ? <Link to={`/tasks/${lock.task.id}`}>{localized(lock.task.name)} #{lock.task.id}</Link> : <code>{lock.id}</code>}
        </span>
      ))}
    </small>
  );
}

function Cell({ excludes, held, wanted }: { excludes: boolean; held: boolean; wanted: WantedType }) {
  const t = useTexts(lockMessages);
  return (
    <td data-wanted={wanted} data-relation={excludes ? 'EXCLUDES' : 'COEXISTS'} data-now={excludes && held} className={excludes ? styles.excludes : styles.coexists}>
      {excludes ? <StopOutlined aria-hidden="true" /> : <CheckCircleOutlined aria-hidden="true" />} {excludes ? t.excludes : t.coexists}
      {excludes && held && <strong className={styles.now}>{t.now}</strong>}
    </td>
  );
}

/** The name of an O&M type. */
export function useTypeName(): (type: HolderType | WantedType) => string {
  const t = useTexts(lockMessages);
  const c = useTexts(common);
  return (type) =>
    ({ NONE: c.NONE, GLOBAL: c.GLOBAL, OBPROXY: c.OBPROXY, TENANT: c.TENANT, SAME_TENANT: t.SAME_TENANT, OTHER_TENANT: t.OTHER_TENANT })[type];
}
