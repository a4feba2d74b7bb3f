import { useQuery } from '@tanstack/react-query';
import { Button, Tooltip } from 'antd';
import { useState } from 'react';
import { ProblemAlert } from '../../components/ProblemAlert';
import { useLocalized, useTexts } from '../../i18n';
import { Batch, type BatchRequest } from './Batch';
import { batchFilter, filterQuery, type ListState } from './listState';
import { readMatching } from './matching';
import { batchMessages } from './messages';
import type { Selection } from './useSelection';
import styles from './list.module.css';

/** Operations on the ticked tasks, or on all that match the filters. */
export function BatchBar({ selection, state }: { selection: Selection; state: ListState }) {
  const t = useTexts(batchMessages);
  const localized = useLocalized();
  const [allMatching, setAllMatching] = useState(false);
  const [request, setRequest] = useState<BatchRequest | null>(null);
  const matching = useQuery({
    queryKey: ['tasks-matching', filterQuery(state)],
    queryFn: ({ signal }) => readMatching(filterQuery(state), signal),
    enabled: allMatching,
    staleTime: 0,
  });
  const tooMany = allMatching && !!matching.data?.more;
  const tasks = allMatching ? (matching.data?.items ?? []) : selection.tasks;
  const able = (op: string) => tasks.filter((task) => task.operations.some((operation) => operation.op === op && operation.allowed)).length;
  const none = (op: string, text: string) => {
    const reasons = new Set(tasks.map((task) => task.operations.find((operation) => operation.op === op)?.reason));
    return reasons.size === 1 ? ([...reasons][0] ?? text) : text;
  };
  const start = (action: string) => setRequest({
    action,
    count: tasks.length,
    names: new Map(tasks.map((task) => [task.id, localized(task.name)])),
    ...(allMatching ? { filter: batchFilter(state) } : { ids: tasks.map((task) => task.id) }),
  });
  const button = (action: string, text: string, noneText: string) => (
    <Tooltip title={tooMany ? t.tooMany : able(action) ? '' : none(action, noneText)}>
      <Button danger={action !== 'retry'} disabled={tooMany || !able(action)} onClick={() => start(action)}>{text}</Button>
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
      {able('terminate') > 0 && button('terminate', t.batchTerminate, '')}
      {!allMatching && (
        <Button type="link" onClick={() => setAllMatching(true)}>{t.selectMatching}</Button>
      )}
      <Button type="link" onClick={done}>{t.clear}</Button>
      {tooMany && <span className={styles.tooMany} role="alert">{t.tooMany}</span>}
      <ProblemAlert error={allMatching && matching.error} />
      {request && <Batch request={request} onClose={() => setRequest(null)} onDone={done} />}
    </div>
  );
}
