import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input, Select, Tooltip } from 'antd';
import { useMemo, useRef } from 'react';
import { Link, useNavigate } from 'react-router-dom';
import { post, ProblemError, randomKey } from '../../api/client';
import type { Operation, Preview, Task, TaskDetail } from '../../api/types';
import { ProblemAlert } from '../../components/ProblemAlert';
import { useLocalized, useTexts } from '../../i18n';
import { common } from '../../i18n/messages';
import { useMissingSubmit } from '../../session/permissions';
import { contains, fieldErrors, type FieldErrors } from './errors';
import { startMessages } from './messages';
import { ObjectFields } from './ParamField';
import { PreviewPanel } from './PreviewPanel';
import { maskedPointers } from './masked';
import { toForm, toParams, type Schema } from './schema';
import styles from './start.module.css';

interface Values {
  params: unknown;
  hosts?: string[];
  reason?: string;
}

interface Props {
  operation: Operation;
  /** The task whose parameters are copied. */
  source: TaskDetail | null;
}

/** The parameters of a new task, its preview, and its start. */
export function StartForm({ operation, source }: Props) {
  const t = useTexts(startMessages);
  const c = useTexts(common);
  const missing = useMissingSubmit();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [form] = Form.useForm<Values>();
  const schema = useMemo(() => ({ type: 'object', properties: {}, ...operation.params }) as Schema, [operation]);
  const masked = useMemo(() => new Set(maskedPointers(source?.params, 'params')), [source]);
  const initial: Values = { params: toForm(schema, source?.params), ...(source ? { hosts: source.hosts } : {}) };
  // A repeated click sends the same key, so that it starts one task. Another body needs another key.
  const sent = useRef({ text: '', key: '' });
  const refused = useRef<FieldErrors['fields']>([]);

  const body = (values: Values) => {
    const { hosts = [], reason = '' } = values;
    return {
      operation: operation.name,
      params: toParams(schema, values.params, true),
      ...(hosts.length ? { hosts } : {}),
      ...(reason.trim() ? { reason: reason.trim() } : {}),
    };
  };
  const onError = (error: unknown) => {
    if (!(error instanceof ProblemError)) return;
    const { fields } = fieldErrors(error.problem, schema);
    refused.current = fields;
    form.setFields(fields as Parameters<typeof form.setFields>[0]);
    const [first] = fields;
    if (first) form.scrollToField(first.name as never, { block: 'center', focus: true });
  };
  const preview = useMutation({ mutationFn: (values: Values) => post<Preview>('/tasks/preview', body(values)), onError });
  const start = useMutation({
    mutationFn: (values: Values) => {
      const text = JSON.stringify(body(values));
      if (sent.current.text !== text) sent.current = { text, key: randomKey() };
      return post<Task>('/tasks', body(values), {}, sent.current.key);
    },
    onError,
    onSuccess: (task) => {
      void client.invalidateQueries({ queryKey: ['tasks'] });
      void navigate(`/tasks/${task.id}`);
    },
  });
  const showPreview = () => void form.validateFields().then(() => preview.mutate(form.getFieldsValue(true) as Values), () => undefined);
  const onValuesChange = (change: unknown) => {
    // What the daemon said about a field does not hold for its new value.
    const outdated = refused.current.filter(({ name }) => contains(change, name));
    if (outdated.length) form.setFields(outdated.map(({ name }) => ({ name, errors: [] })) as Parameters<typeof form.setFields>[0]);
    if (preview.data || preview.error) preview.reset();
    if (start.error) start.reset();
  };
  const error = start.error ?? preview.error;
  return (
    <div className={styles.form}>
      <OperationHead operation={operation} />
      {source && <Alert type="info" showIcon title={<>{t.copied} <Link to={`/tasks/${source.id}`}>#{source.id}</Link></>} />}
      <Form form={form} layout="vertical" initialValues={initial} onValuesChange={onValuesChange} onFinish={() => start.mutate(form.getFieldsValue(true) as Values)} scrollToFirstError={{ focus: true, block: 'center' }} requiredMark>
        {Object.keys(schema.properties ?? {}).length === 0 && <p className={styles.second}>{t.noParams}</p>}
        <ObjectFields schema={schema} path={['params']} enforced masked={masked} />
        <Form.Item name="hosts" label={`${t.hosts} (${c.optional})`} extra={t.hostsHint}>
          <Select mode="tags" tokenSeparators={[',', ' ']} open={false} suffixIcon={null} />
        </Form.Item>
        <Form.Item name="reason" label={`${c.reason} (${c.optional})`}>
          <Input.TextArea maxLength={1000} rows={2} />
        </Form.Item>
        <ProblemAlert error={error && withoutFieldErrors(error, schema)} />
        <div className={styles.formButtons}>
          <Tooltip title={missing}><Button disabled={!!missing} loading={preview.isPending} onClick={showPreview}>{t.preview}</Button></Tooltip>
          <Tooltip title={missing}><Button type="primary" htmlType="submit" disabled={!!missing} loading={start.isPending}>{t.startNow}</Button></Tooltip>
        </div>
      </Form>
      {preview.data && <PreviewPanel preview={preview.data} />}
    </div>
  );
}

/** The error without what the fields show. */
function withoutFieldErrors(error: unknown, schema: Schema): unknown {
  if (!(error instanceof ProblemError)) return error;
  const { others } = fieldErrors(error.problem, schema);
  return new ProblemError({ ...error.problem, errors: others });
}

function OperationHead({ operation }: { operation: Operation }) {
  const t = useTexts(startMessages);
  const c = useTexts(common);
  const localized = useLocalized();
  const { scope, maintenance, rollback } = operation;
  return (
    <header>
      <h2 className={styles.panelTitle}>{localized(operation.title) || operation.name} <code className={styles.entryName}>{operation.name}</code></h2>
      <p className={styles.description}>{localized(operation.description)}</p>
      <div className={styles.second}>
        {scope && <>{t.scope}: {scope === 'LOCAL' ? c.local : c.cluster}</>}
        {maintenance && <> · {t.maintenance}: {c[maintenance.type]}</>}
        {rollback && <> · {t.rollback}: {rollback === 'NONE' ? t.NONE_ : t[rollback]}</>}
      </div>
    </header>
  );
}
