import { CheckCircleFilled, CloseCircleFilled } from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Drawer, Input, Modal } from 'antd';
import { useRef, useState } from 'react';
import { Link } from 'react-router-dom';
import { post, randomKey } from '../../api/client';
import type { BatchResult, TaskState } from '../../api/types';
import { ProblemAlert } from '../../components/ProblemAlert';
import { TaskStateTag } from '../../components/states';
import { useTexts } from '../../i18n';
import { common } from '../../i18n/messages';
import { operationMessages } from '../operation/messages';
import { operationName } from '../operation/names';
import { batchMessages } from './messages';
import styles from './list.module.css';

/** An operation on many tasks: those with the ids, or those that match the filter. */
export interface BatchRequest {
  action: string;
  count: number;
  ids?: string[];
  filter?: Record<string, string | number | string[]>;
  /** Names of tasks by id, as far as known. */
  names: ReadonlyMap<string, string>;
}

interface Props {
  request: BatchRequest;
  onClose: () => void;
  /** Called when the user has closed the results. */
  onDone: () => void;
}

const NEEDS_REASON = new Set(['abandon', 'terminate']);

/** Asks for confirmation of an operation on many tasks, then shows the result for each. */
export function Batch({ request, onClose, onDone }: Props) {
  const t = useTexts(batchMessages);
  const c = useTexts(common);
  const words = useTexts(operationMessages);
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const key = useRef(randomKey());
  const { action, ids, filter, count } = request;
  const name = operationName(words, action, null);
  const run = useMutation({
    mutationFn: () => post<BatchResult>('/tasks/batch', { action, ...(ids ? { ids } : { filter }), ...(reason.trim() ? { reason: reason.trim() } : {}) }, {}, key.current),
    onSuccess: () => Promise.all([client.invalidateQueries({ queryKey: ['tasks'] }), client.invalidateQueries({ queryKey: ['attention'] })]),
  });
  if (run.data) return <BatchResults name={name} result={run.data} names={request.names} onClose={onDone} />;
  const required = NEEDS_REASON.has(action);
  return (
    <Modal
      open
      title={t.title(name, count)}
      okText={name}
      cancelText={c.cancel}
      okButtonProps={{ danger: action !== 'retry', disabled: required && !reason.trim(), loading: run.isPending }}
      onOk={() => run.mutate()}
      onCancel={onClose}
    >
      <div className={styles.stack}>
        {action === 'abandon' && <Alert type="warning" showIcon title={words.abandonWarning} />}
        <div>{t.confirm(count)}</div>
        <ProblemAlert error={run.error} />
        <label>
          {c.reason}{required ? '' : ` (${c.optional})`}
          <Input.TextArea value={reason} onChange={(e) => setReason(e.target.value)} placeholder={words.reasonPlaceholder} maxLength={1000} rows={2} />
        </label>
      </div>
    </Modal>
  );
}

interface ResultsProps {
  name: string;
  result: BatchResult;
  names: ReadonlyMap<string, string>;
  onClose: () => void;
}

function BatchResults({ name, result, names, onClose }: ResultsProps) {
  const t = useTexts(batchMessages);
  return (
    <Drawer open size={480} title={t.result(name)} onClose={onClose}>
      <p role="status">{t.summary(result.accepted, result.refused)}</p>
      <ul className={styles.results} data-testid="batch-results">
        {result.items.map((item) => {
          const accepted = item.status < 300;
          return (
            <li key={item.id} data-accepted={accepted}>
              <span className={accepted ? styles.good : styles.bad}>
                {accepted ? <CheckCircleFilled aria-hidden="true" /> : <CloseCircleFilled aria-hidden="true" />} {accepted ? t.accepted : t.refused}
              </span>
              <span className={styles.resultText}>
                <Link to={`/tasks/${item.id}`}>{names.get(item.id)} #{item.id}</Link>{' '}
                {accepted && item.state && <TaskStateTag state={item.state as TaskState} />}
                {!accepted && <div className={styles.second}>{item.detail} <code>{item.code}</code></div>}
              </span>
            </li>
          );
        })}
      </ul>
    </Drawer>
  );
}
