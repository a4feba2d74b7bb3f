import { useState } from 'react';
import { useLocks } from '../api/queries';
import type { Lock } from '../api/types';
import { PageTitle } from '../components/PageTitle';
import { ProblemAlert } from '../components/ProblemAlert';
import { useTexts } from '../i18n';
import { shellMessages } from '../shell/messages';
import { Holders } from './Holders';
import { LockMatrix } from './LockMatrix';
import styles from './locks.module.css';
import { lockMessages } from './messages';
import { ReleaseDialog } from './ReleaseDialog';

/** Who holds what at the moment, and which tasks exclude each other. */
export function LocksPage() {
  const t = useTexts(lockMessages);
  const shell = useTexts(shellMessages);
  const locks = useLocks();
  const [releasing, setReleasing] = useState<Lock | null>(null);
  const items = locks.data?.items ?? [];
  return (
    <>
      <PageTitle title={shell.locks} />
      <ProblemAlert error={locks.error} onRetry={() => void locks.refetch()} />
      <h2 className={styles.heading}>{t.holders}</h2>
      <Holders locks={items} loading={locks.isPending} onRelease={setReleasing} />
      <h2 className={styles.heading}>{t.rules}</h2>
      <p className={styles.text}>{t.rulesText}</p>
      <div className={styles.matrices}>
        <LockMatrix scope="LOCAL" title={t.localRules} locks={items} />
        <LockMatrix scope="CLUSTER" title={t.clusterRules} locks={items} />
      </div>
      {releasing && <ReleaseDialog lock={releasing} onClose={() => setReleasing(null)} />}
    </>
  );
}
