import { useMutation, useQuery } from '@tanstack/react-query';
import { Alert, App, Input, Modal, Spin } from 'antd';
import { useRef, useState } from 'react';
import { post, randomKey } from '../../api/client';
import type { Effects } from '../../api/types';
import { HolderLink, ProblemAlert } from '../../components/ProblemAlert';
import { useLocalized, useTexts } from '../../i18n';
import { common } from '../../i18n/messages';
import { operationName } from './names';
import { operationMessages } from './messages';
import type { OperationRequest } from './OperationProvider';

/** Operations that need a reason on this page. The API and the command line leave it optional. */
const NEEDS_REASON = new Set(['abandon', 'skip', 'terminate']);

function pathOf({ op, task, subTask }: OperationRequest): string {
  return subTask ? `/subtasks/${subTask.id}/${op}` : `/tasks/${task.id}/${op}`;
}

/** Says what an operation will do, from the daemon's dry run, and asks for confirmation. */
export function OperationDialog({ request, onClose, onDone }: { request: OperationRequest; onClose: () => void; onDone: (id: string) => void }) {
  const t = useTexts(operationMessages);
  const c = useTexts(common);
  const localized = useLocalized();
  const { message } = App.useApp();
  const [reason, setReason] = useState('');
  const key = useRef(randomKey());
  const path = pathOf(request);
  const name = operationName(t, request.op, request.subTask);
  const effects = useQuery({
    queryKey: ['dry-run', path, request.task.version],
    queryFn: () => post<Effects>(path, undefined, { dryRun: true }),
    gcTime: 0,
    staleTime: 0,
  });
  const confirm = useMutation({
    mutationFn: () => post(path, reason ? { reason } : undefined, {}, key.current),
    onSuccess: () => {
      void message.success(t.accepted(name));
      onDone(request.task.id);
    },
  });
  const needsReason = NEEDS_REASON.has(request.op);
  const missing = needsReason && !reason.trim();
  return (
    <Modal
      open
      title={`${name}: ${localized(request.task.name)}`}
      okText={name}
      cancelText={c.cancel}
      okButtonProps={{ danger: request.op !== 'retry', disabled: !effects.data?.allowed || missing, loading: confirm.isPending }}
      onOk={() => confirm.mutate()}
      onCancel={onClose}
    >
      {request.op === 'abandon' && <Alert type="warning" showIcon title={t.abandonWarning} />}
      {effects.isPending && <Spin />}
      <ProblemAlert error={effects.error ?? confirm.error} />
      {effects.data && <EffectsText effects={effects.data} request={request} />}
      <label>
        {c.reason}{needsReason ? '' : ` (${c.optional})`}
        <Input.TextArea value={reason} onChange={(e) => setReason(e.target.value)} placeholder={t.reasonPlaceholder} maxLength={1000} autoSize={{ minRows: 2, maxRows: 6 }} />
      </label>
    </Modal>
  );
}

function EffectsText({ effects, request }: { effects: Effects; request: OperationRequest }) {
  const t = useTexts(operationMessages);
  if (!effects.allowed) return <Alert type="error" showIcon title={t.notAllowed} description={effects.reason} />;
  const label = subTaskLabels(request);
  return (
    <div>
      <div>{effects.direction === 'FORWARD' ? t.forward : t.backward}</div>
      {effects.undoes.length > 0 && <SubTasks title={t.undoes(effects.undoes.length)} ids={effects.undoes} label={label} />}
      {effects.runs.length > 0 && <SubTasks title={t.runs(effects.runs.length)} ids={effects.runs} label={label} />}
      {effects.runs.length + effects.undoes.length === 0 && <div>{t.nothingRuns}</div>}
      <div>{t[`claim${effects.claim}`]}</div>
      {effects.conflicts.map((lock) => <div key={lock.id}><HolderLink lock={lock} prefix={t.conflict} /></div>)}
    </div>
  );
}

function SubTasks({ title, ids, label }: { title: string; ids: string[]; label: (id: string) => string }) {
  return (
    <div>
      {title}
      <ul>{ids.slice(0, 20).map((id) => <li key={id}>{label(id)}</li>)}{ids.length > 20 && <li>…</li>}</ul>
    </div>
  );
}

/** The title of the step and the host of a sub task; its id if the task's detail is not loaded. */
function subTaskLabels({ task }: OperationRequest): (id: string) => string {
  const lang = document.documentElement.lang.startsWith('zh') ? 'zh' : 'en';
  if (!('subTasks' in task)) return (id) => id;
  const titles = new Map(task.steps.map((step) => [step.id, step.title[lang]]));
  const labels = new Map(task.subTasks.map((subTask) => [subTask.id, `${titles.get(subTask.stepId) ?? subTask.stepId} · ${subTask.host}`]));
  return (id) => labels.get(id) ?? id;
}
