import { Alert, Button } from 'antd';
import { Link } from 'react-router-dom';
import { ProblemError, UnreachableError } from '../api/client';
import type { Lock } from '../api/types';
import { useLocalized, useTexts } from '../i18n';
import { common } from '../i18n/messages';
import { componentMessages } from './messages';

/** The text of a failed request for a user. */
export function useErrorText(): (error: unknown) => string {
  const t = useTexts(common);
  return (error) =>
    error instanceof ProblemError ? error.message : error instanceof UnreachableError ? t.unreachable : `${t.unexpected} ${String(error)}`;
}

/** A failed request: its text, its code, and the task that holds the claim. */
export function ProblemAlert({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const text = useErrorText();
  const t = useTexts(common);
  const own = useTexts(componentMessages);
  if (!error) return null;
  const problem = error instanceof ProblemError ? error.problem : null;
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={text(error)}
      description={
        problem && (
          <>
            {problem.holder && <div><HolderLink lock={problem.holder} prefix={own.refusedBy} /></div>}
            {problem.errors?.map((fault) => <div key={fault.field + fault.message}><code>{fault.field}</code>: {fault.message}</div>)}
            <small>{own.requestId}: <code>{problem.code}</code></small>
          </>
        )
      }
      action={onRetry && <Button size="small" onClick={onRetry}>{t.retryRequest}</Button>}
    />
  );
}

/** Who holds a claim: the task with a link, its state, its initiator, and what frees the claim. */
export function HolderLink({ lock, prefix }: { lock: Lock; prefix?: string }) {
  const localized = useLocalized();
  return (
    <span>
      {prefix && <>{prefix}: </>}
      {lock.task
        ? <Link to={`/tasks/${lock.task.id}`}>{localized(lock.task.name)} #{lock.task.id}</Link>
        : <code>{lock.id}</code>}
      {lock.freedBy && <> · {lock.freedBy}</>}
    </span>
  );
}
