import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Input, Modal, Segmented } from 'antd';
import { useRef, useState } from 'react';
import { get, post, ProblemError, randomKey } from '../../api/client';
import type { Effects, JsonObject, Operation, TaskDetail } from '../../api/types';
import { HolderLink, ProblemAlert } from '../../components/ProblemAlert';
import { useLocalized, useTexts } from '../../i18n';
import { common } from '../../i18n/messages';
import { operationMessages } from '../operation/messages';
import { Changes } from './Changes';
import { tabMessages } from './messages';
import { fieldsOf, parseObject, patchOf, type ParamSchema } from './paramFields';
import { ParamsForm } from './ParamsForm';
import { useSubTaskName } from './subTaskName';
import styles from './tabs.module.css';

interface Checked {
  patch: string;
  effects: Effects;
}

/** Retries the task with other parameters, after the daemon has said what they change. */
export function RetryDialog({ task, onClose }: { task: TaskDetail; onClose: () => void }) {
  const t = useTexts(tabMessages);
  const c = useTexts(common);
  const names = useTexts(operationMessages);
  const localized = useLocalized();
  const client = useQueryClient();
  const { message } = App.useApp();
  const key = useRef(randomKey());
  const [mode, setMode] = useState<'form' | 'json'>('form');
  const [edits, setEdits] = useState<Readonly<Record<string, string>>>({});
  const [text, setText] = useState('{}');
  const [reason, setReason] = useState('');
  // The catalogue's schema is a help only: the task keeps the operation as it was when the task was created.
  const operation = useQuery({ queryKey: ['operation', task.operation], queryFn: ({ signal }) => get<Operation>(`/operations/${task.operation}`, {}, signal), retry: false });
  const fields = fieldsOf(task.params, (operation.data?.params as ParamSchema | undefined) ?? null);
  const patch = mode === 'form' ? formPatch(fields, edits) : parseObject(text);
  const patchText = JSON.stringify(patch);
  const path = `/tasks/${task.id}/retry`;

  const check = useMutation({
    mutationFn: async (params: JsonObject): Promise<Checked> => ({ patch: JSON.stringify(params), effects: await post<Effects>(path, { params }, { dryRun: true }) }),
  });
  const confirm = useMutation({
    mutationFn: (params: JsonObject) => post(path, { params, ...(reason ? { reason } : {}) }, {}, key.current),
    onSuccess: () => {
      void message.success(names.accepted(names.retry));
      void client.invalidateQueries({ queryKey: ['task', task.id] });
      void client.invalidateQueries({ queryKey: ['task-audit', task.id] });
      onClose();
    },
  });
  const effects = check.data?.patch === patchText ? check.data.effects : null;
  const problem = confirm.error ?? check.error;
  const errors = mode === 'form' ? fieldErrors(problem) : {};
  const others = problem instanceof ProblemError && problem.problem.errors?.every(({ field }) => pointerOfError(field) in errors) ? null : problem;

  const toJson = () => {
    setText(JSON.stringify(patch ?? {}, null, 2));
    setMode('json');
  };
  const changed = (next: () => void) => {
    check.reset();
    confirm.reset();
    key.current = randomKey();
    next();
  };
  const edit = (pointer: string, value: string | undefined) => changed(() => setEdits(({ [pointer]: _, ...rest }) => (value === undefined ? rest : { ...rest, [pointer]: value })));

  return (
    <Modal
      open width={800} title={`${t.correct}: ${localized(task.name)}`} onCancel={onClose}
      footer={[
        <Button key="cancel" onClick={onClose}>{c.cancel}</Button>,
        <Button key="check" type={effects ? 'default' : 'primary'} loading={check.isPending} disabled={!patch} onClick={() => patch && check.mutate(patch)}>{t.preview}</Button>,
        <Button key="retry" type={effects ? 'primary' : 'default'} loading={confirm.isPending} disabled={!effects?.allowed} onClick={() => patch && confirm.mutate(patch)}>{names.retry}</Button>,
      ]}
    >
      <div className={styles.dialog}>
        <div className={styles.bar}>
          <Segmented value={mode} options={[{ value: 'form', label: t.form }, { value: 'json', label: t.json }]} onChange={(next) => (next === 'json' ? toJson() : setMode('form'))} />
          <span className={styles.secondary}>{mode === 'form' ? t.correctHint : t.jsonHint}</span>
        </div>
        {mode === 'form' ? <ParamsForm fields={fields} edits={edits} errors={errors} onEdit={edit} /> : (
          <Input.TextArea aria-label={t.json} className={styles.code!} value={text} status={patch ? '' : 'error'} rows={5} onChange={(event) => changed(() => setText(event.target.value))} />
        )}
        {!patch && <div role="alert" className={styles.error}>{mode === 'json' ? t.invalidJson : t.invalidValue}</div>}
        <ProblemAlert error={others} />
        {effects && <CheckedEffects task={task} effects={effects} />}
        <label>
          {c.reason} ({c.optional})
          <Input.TextArea value={reason} onChange={(event) => setReason(event.target.value)} placeholder={names.reasonPlaceholder} maxLength={1000} rows={2} />
        </label>
      </div>
    </Modal>
  );
}

/** What the retry would change and run. */
function CheckedEffects({ task, effects }: { task: TaskDetail; effects: Effects }) {
  const t = useTexts(tabMessages);
  const names = useTexts(operationMessages);
  const subTaskName = useSubTaskName(task);
  if (!effects.allowed) return <Alert type="error" showIcon title={names.notAllowed} description={effects.reason} />;
  const list = (title: string, ids: readonly string[]) => ids.length > 0 && <div>{title}: {ids.slice(0, 10).map(subTaskName).join(', ')}{ids.length > 10 && ' …'}</div>;
  return (
    <section aria-label={t.changes} className={styles.effects}>
      <h3 className={styles.heading}>{t.changes}</h3>
      {effects.changes?.length ? <Changes task={task} changes={effects.changes} /> : <div>{t.noChanges}</div>}
      <div>{effects.direction === 'FORWARD' ? names.forward : names.backward}</div>
      {list(names.undoes(effects.undoes.length), effects.undoes)}
      {list(names.runs(effects.runs.length), effects.runs)}
      <div>{names[`claim${effects.claim}`]}</div>
      {effects.conflicts.map((lock) => <div key={lock.id}><HolderLink lock={lock} prefix={names.conflict} /></div>)}
    </section>
  );
}

function formPatch(fields: Parameters<typeof patchOf>[0], edits: Readonly<Record<string, string>>): JsonObject | null {
  try {
    return patchOf(fields, edits);
  } catch {
    return null;
  }
}

/** The daemon's pointers begin at the body of the request. */
function pointerOfError(field: string): string {
  return field.replace(/^\/params/, '');
}

function fieldErrors(error: unknown): Record<string, string> {
  const errors = error instanceof ProblemError ? (error.problem.errors ?? []) : [];
  return Object.fromEntries(errors.map(({ field, message }) => [pointerOfError(field), message]));
}
