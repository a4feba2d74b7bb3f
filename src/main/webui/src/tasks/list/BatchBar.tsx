import { useQuery } from '@tanstack/react-query';
import { Button, Tooltip } from 'antd';
import { useState } from 'react';
import { get } from '../../api/client';
import type { List, Task } from '../../api/types';
import { ProblemAlert } from '../../components/ProblemAlert';
import { useLocalized, useTexts } from '../../i18n';
import { useMissingPermission } from '../../session/permissions';
import { Batch, type BatchRequest } from './Batch';
import { batchable, filterQuery, type ListState } from './listState';
import { batchMessages } from './messages';
import type { Selection } from './useSelection';
import styles from './list.module.css';

/** The most tasks that the daemon accepts in one request. */
const MAX_TASKS = 500;

/** Operations on the ticked tasks, or on all that match the filters. */
export function BatchBar({ selection, state }: { selection: Selection; state: ListState }) {
  const t = useTexts(batchMessages);
  const localized = useLocalized();
  const missing = useMissingPermission('task.operate');
  const [allMatching, setAllMatching] = useState(false);
  const [request, setRequest] = useState<BatchRequest | null>(null);
  const matching = useQuery({
    queryKey: ['tasks-matching', filterQuery(state)],
    queryFn: ({ signal }) => get<List<Task>>('/tasks', { ...filterQuery(state), limit: MAX_TASKS }, signal),
    enabled: allMatching,
    staleTime: 0,
  });
  const tooMany = allMatching && !!matching.data?.nextCursor;
  const tasks = allMatching ? (matching.data?.items ?? []) : selection.tasks;
  const able = (op: string) => tasks.filter((task) => task.operations.some((operation) => operation.op === op && operation.allowed)).length;
  const none = (op: string, text: string) => {
    const reason = tasks[0]?.operations.find((operation) => operation.op === op)?.reason;
    return reason && tasks.length === 1 ? reason : text;
  };
  const start = (action: string) => setRequest({
    action,
    count: tasks.length,
    names: new Map(tasks.map((task) => [task.id, localized(task.name)])),
    ...(allMatching ? { filter: filterQuery(state) } : { ids: tasks.map((task) => task.id) }),
  });
  const button = (action: string, text: string, noneText: string) => (
    <Tooltip title={missing ? missing : tooMany ? t.tooMany : able(action) ? '' : none(action, noneText)}>
      <Button danger={action === 'abandon'} disabled={!!missing || tooMany || !able(action)} onClick={() => start(action)}>{text}</Button>
    </Tooltip>
  );
  const done = () => {
    setRequest(null);
    setAllMatching(false);
    selection.clear();
  };
  if (!selection.tasks.length && !request) return null;
  return (
    <div className={styles.batchBar} role="region" aria-label={t.bar}>
      <span aria-live="polite">{allMatching ? t.matching(tasks.length, able('retry')) : t.selected(tasks.length, able('retry'))}</span>
      {button('retry', t.batchRetry, t.noneRetry)}
      {button('abandon', t.batchAbandon, t.noneAbandon)}
      {!allMatching && (
        <Tooltip title={batchable(state) ? '' : t.notBatchable}>
          <Button type="link" disabled={!batchable(state)} onClick={() => setAllMatching(true)}>{t.selectMatching}</Button>
        </Tooltip>
      )}
      <Button type="link" onClick={done}>{t.clear}</Button>
      {tooMany && <span className={styles.tooMany} role="alert">{t.tooMany}</span>}
      <ProblemAlert error={allMatching && matching.error} />
      {request && <Batch request={request} onClose={() => setRequest(null)} onDone={done} />}
    </div>
  );
}
