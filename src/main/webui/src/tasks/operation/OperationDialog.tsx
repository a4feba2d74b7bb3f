import { useMutation, useQuery } from '@tanstack/react-query';
import { Alert, App, Input, Modal, Spin } from 'antd';
import { useId, useState } from 'react';
import { get, post, ProblemError, randomKey } from '../../api/client';
import type { Effects, TaskDetail } from '../../api/types';
import { ProblemAlert } from '../../components/ProblemAlert';
import { useLocalized, useTexts } from '../../i18n';
import { common } from '../../i18n/messages';
import { EffectsText } from './EffectsText';
import { operationName } from './names';
import { operationMessages } from './messages';
import styles from './operation.module.css';
import type { OperationRequest } from './OperationProvider';

/** Operations that need a reason on this page. The API and the command line leave it optional. */
const NEEDS_REASON = new Set(['abandon', 'skip', 'terminate']);

function pathOf({ op, task, subTask }: OperationRequest): string {
  return subTask ? `/subtasks/${encodeURIComponent(subTask.id)}/${op}` : `/tasks/${encodeURIComponent(task.id)}/${op}`;
}

/** Says what an operation will do, from the daemon's dry run, and asks for confirmation. */
export function OperationDialog({ request, onClose, onDone }: { request: OperationRequest; onClose: () => void; onDone: (id: string) => void }) {
  const t = useTexts(operationMessages);
  const c = useTexts(common);
  const localized = useLocalized();
  const { message } = App.useApp();
  const [reason, setReason] = useState('');
  const field = useId();
  // A repeated request, for example after a lost connection, is the same request for the daemon.
  const [key, setKey] = useState(randomKey);
  const path = pathOf(request);
  const { op, subTask } = request;
  const name = operationName(t, op, subTask);
  const task = useDetail(request);
  const effects = useQuery({
    queryKey: ['dry-run', path, request.task.version],
    queryFn: () => post<Effects>(path, undefined, { dryRun: true }),
    gcTime: 0,
    staleTime: 0,
  });
  const confirm = useMutation({
    mutationFn: () => post(path, reason.trim() ? { reason: reason.trim() } : undefined, {}, key),
    onSuccess: () => {
      void message.success(t.accepted(name));
      onDone(request.task.id);
    },
    onError: (error) => {
      // Refused: the state has changed. The reason is in the answer; the next attempt is a new request.
      if (!(error instanceof ProblemError)) return;
      setKey(randomKey());
      void effects.refetch();
    },
  });
  const needsReason = NEEDS_REASON.has(op);
  const missing = needsReason && !reason.trim();
  const step = subTask && task?.steps.find(({ id }) => id === subTask.stepId);
  const subject = step && subTask ? `${localized(step.title)} · ${subTask.host}` : localized(request.task.name);
  return (
    <Modal
      open
      title={`${name}: ${subject}`}
      okText={name}
      cancelText={c.cancel}
      okButtonProps={{ danger: op !== 'retry', disabled: !effects.data?.allowed || missing, loading: confirm.isPending }}
      onOk={() => confirm.mutate()}
      onCancel={onClose}
      width={600}
    >
      <div className={styles.body}>
        {op === 'abandon' && <Alert type="warning" showIcon title={t.abandonWarning} description={t.abandonHint} />}
        {op === 'skip' && <Alert type="info" showIcon title={t.skipHint} />}
        {effects.isPending && <Spin />}
        <ProblemAlert error={effects.error ?? confirm.error} />
        {effects.data && <EffectsText effects={effects.data} task={task} subTask={subTask} />}
        <div className={styles.reason}>
          <label htmlFor={field}>{c.reason}{needsReason ? ' *' : ` (${c.optional})`}</label>
          <Input.TextArea
            id={field} value={reason} required={needsReason} onChange={(event) => setReason(event.target.value)} placeholder={t.reasonPlaceholder} maxLength={1000}
            rows={2}
          />
          {missing && <span className={styles.hint}>{t.reasonRequired}</span>}
        </div>
      </div>
    </Modal>
  );
}

/** The steps of the task: a row of a list does not have them. */
function useDetail({ task }: OperationRequest): TaskDetail | undefined {
  const complete = 'subTasks' in task ? task : undefined;
  const loaded = useQuery({
    queryKey: ['task', task.id],
    queryFn: ({ signal }) => get<TaskDetail>(`/tasks/${encodeURIComponent(task.id)}`, {}, signal),
    enabled: !complete,
  });
  return complete ?? loaded.data;
}
