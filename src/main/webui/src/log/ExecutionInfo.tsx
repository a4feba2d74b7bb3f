import type { ReactNode } from 'react';
import type { Attempt, SubTask } from '../api/types';
import { Elapsed, RelativeTime } from '../components/time';
import { useTexts } from '../i18n';
import { common } from '../i18n/messages';
import { repeatsExitCode } from './exitCode';
import styles from './log.module.css';
import { attemptKinds, attemptTriggers, causes, logMessages } from './messages';
import { WaitingText } from './WaitingText';

function Fact({ name, wide, failed, children }: { name: string; wide?: boolean; failed?: boolean; children: ReactNode }) {
  return (
    <div className={`${styles.fact} ${wide ? styles.wide : ''}`}>
      <dt>{name}</dt>
      <dd className={failed ? styles.failed : undefined}>{children}</dd>
    </div>
  );
}

/** How an attempt ran. */
export function ExecutionInfo({ subTask, attempt }: { subTask: SubTask; attempt: Attempt | undefined }) {
  const t = useTexts(logMessages);
  const c = useTexts(common);
  const kinds = useTexts(attemptKinds);
  const triggers = useTexts(attemptTriggers);
  const causeTexts = useTexts(causes);
  const latest = !attempt || attempt.no === subTask.attempt;
  const cause = attempt ? attempt.cause : subTask.cause;
  const text = attempt?.message ?? (latest ? subTask.message : null);
  const outputs = Object.entries(subTask.output);
  return (
    <dl className={styles.facts} aria-label={t.information}>
      <Fact name={c.host}>{subTask.host}</Fact>
      {attempt && (
        <>
          <Fact name={t.trigger}>{kinds[attempt.kind]} · {triggers[attempt.trigger]}</Fact>
          <Fact name={t.started}><RelativeTime at={attempt.startedAt} /></Fact>
          {attempt.endedAt && <Fact name={t.ended}><RelativeTime at={attempt.endedAt} /></Fact>}
          <Fact name={t.duration}><Elapsed from={attempt.startedAt} to={attempt.endedAt} /></Fact>
          {attempt.exitCode !== null && <Fact name={t.exitCode} failed={attempt.exitCode !== 0}>{attempt.exitCode}</Fact>}
          {attempt.signal && <Fact name={t.signal} failed>{attempt.signal}</Fact>}
          {attempt.paramsRevision > 1 && <Fact name={t.params}>{attempt.paramsRevision}</Fact>}
        </>
      )}
      {cause && <Fact name={t.cause} failed>{causeTexts[cause]}</Fact>}
      {text && !repeatsExitCode(text, attempt?.exitCode) && <Fact name={t.message} failed={!!cause}>{text}</Fact>}
      {subTask.skipped && latest && (
        <Fact name={t.skippedBy} wide>
          {subTask.skipped.by ?? '–'} · <RelativeTime at={subTask.skipped.at} />{subTask.skipped.reason && <> · {subTask.skipped.reason}</>}
        </Fact>
      )}
      {subTask.waiting && latest && <Fact name={t.waitsFor} wide><WaitingText waiting={subTask.waiting} /></Fact>}
      {outputs.length > 0 && (
        <Fact name={t.output} wide>
          <ul className={styles.outputs}>{outputs.map(([name, value]) => <li key={name}><code>{name}={value}</code></li>)}</ul>
        </Fact>
      )}
    </dl>
  );
}
