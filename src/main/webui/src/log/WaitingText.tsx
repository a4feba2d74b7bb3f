import type { Waiting } from '../api/types';
import { HolderLink } from '../components/ProblemAlert';
import { RelativeTime } from '../components/time';
import { useTexts } from '../i18n';
import { logMessages } from './messages';

/** What something waits for, since when, until when, and who holds it. */
export function WaitingText({ waiting }: { waiting: Waiting }) {
  const t = useTexts(logMessages);
  return (
    <>
      {waiting.text}
      {waiting.since && <> · {t.since} <RelativeTime at={waiting.since} /></>}
      {waiting.until && <> · {t.until} <RelativeTime at={waiting.until} /></>}
      {waiting.holder && <> · <HolderLink lock={waiting.holder} prefix={t.holder} /></>}
    </>
  );
}
