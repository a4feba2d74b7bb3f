import { HourglassOutlined } from '@ant-design/icons';
import type { Waiting } from '../../api/types';
import { HolderLink } from '../../components/ProblemAlert';
import { RelativeTime } from '../../components/time';
import { useTexts } from '../../i18n';
import { listMessages, waitKinds } from './messages';
import styles from './list.module.css';

/** What a task waits for, since when, until when, and for which task. */
export function WaitingText({ waiting }: { waiting: Waiting }) {
  const t = useTexts(listMessages);
  const kinds = useTexts(waitKinds);
  return (
    <div className={styles.waiting} data-testid="waiting">
      <HourglassOutlined aria-hidden="true" />
      <span>
        {t.waits}: {kinds[waiting.for]} ({waiting.text})
        {waiting.since && <> · {t.since} <RelativeTime at={waiting.since} /></>}
        {waiting.until && <> · {t.until} <RelativeTime at={waiting.until} /></>}
        {waiting.holder && <> · <HolderLink lock={waiting.holder} prefix={t.holder} /></>}
      </span>
    </div>
  );
}
