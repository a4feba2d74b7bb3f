import type { SubTask } from '../../api/types';
import type { operationMessages } from './messages';

type OperationTexts = (typeof operationMessages)['en'];

/** The name of an operation. Terminate and retry have their own names for a sub task. */
export function operationName(t: OperationTexts, op: string, subTask: SubTask | null): string {
  if (subTask && op === 'terminate') return t.terminateSubTask;
  if (subTask && op === 'retry' && subTask.state === 'ROLLBACK_FAILED') return t.retryRollback;
  const names: Record<string, string> = { retry: t.retry, rollback: t.rollback, abandon: t.abandon, terminate: t.terminate, skip: t.skip };
  return names[op] ?? op;
}
