import { FilterOutlined } from '@ant-design/icons';
import { AutoComplete, Button, DatePicker, Input, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
// Names of months and days for the date picker.
import 'dayjs/locale/zh-cn';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTexts } from '../i18n';
import { common } from '../i18n/messages';
import { ACTIONS, OBJECT_TYPES, RESULTS, SOURCES, type AuditFilter, type FilterName } from './auditFilter';
import styles from './audit.module.css';
import { auditActions, auditMessages, objectTypes } from './messages';

interface Props {
  filter: AuditFilter;
  onChange: (name: FilterName, value: string) => void;
  onReset: () => void;
}

/** The fields of the filters. Texts apply after Enter or when the field is left. */
export function AuditFilters({ filter, onChange, onReset }: Props) {
  const t = useTexts(auditMessages);
  const c = useTexts(common);
  const types = useTexts(objectTypes);
  const actions = useTexts(auditActions);
  // A narrow window shows the filters on demand.
  const [open, setOpen] = useState(false);
  const options = (values: readonly string[], name: (value: string) => string) =>
    [{ value: '', label: t.any }, ...values.map((value) => ({ value, label: name(value) }))];
  const select = (name: FilterName, label: string, values: readonly string[], text: (value: string) => string) => (
    <Field label={label}>
      <Select aria-label={label} value={filter[name] ?? ''} options={options(values, text)} onChange={(value) => onChange(name, value)} />
    </Field>
  );
  const text = (name: FilterName, label: string) => (
    <Field label={label}><TextFilter label={label} value={filter[name] ?? ''} onChange={(value) => onChange(name, value)} /></Field>
  );
  const time = (name: 'from' | 'to', label: string) => (
    <Field label={label}>
      <DatePicker
        showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" needConfirm={false} placeholder="" aria-label={label}
        value={timeOf(filter[name])} onChange={(at) => onChange(name, at?.isValid() ? at.toISOString() : '')}
      />
    </Field>
  );
  const count = Object.keys(filter).length;
  return (
    <>
      <Button className={styles.toggle} icon={<FilterOutlined />} aria-expanded={open} onClick={() => setOpen(!open)}>{t.filters}{count > 0 && ` (${count})`}</Button>
      <div role="search" aria-label={t.filters} className={styles.filters} data-open={open}>
        {text('actor', t.actor)}
        <Field label={t.action}>
          <ActionFilter label={t.action} value={filter.action ?? ''} names={actions} onChange={(value) => onChange('action', value)} />
        </Field>
        {select('result', t.result, RESULTS, (value) => t[value as (typeof RESULTS)[number]])}
        {select('source', t.source, SOURCES, (value) => t[value as (typeof SOURCES)[number]])}
        {text('address', t.address)}
        {select('objectType', t.objectType, OBJECT_TYPES, (value) => types[value] ?? value)}
        {text('objectId', t.objectId)}
        {text('taskId', t.taskId)}
        {time('from', t.from)}
        {time('to', t.to)}
        <Button className={styles.reset} disabled={count === 0} onClick={onReset}>{c.reset}</Button>
      </div>
    </>
  );
}

function Field({ label, children }: { label: string; children: ReactNode }) {
  return <div className={styles.field}><span aria-hidden="true">{label}</span>{children}</div>;
}

/** The address may contain any text. */
function timeOf(instant: string | undefined): Dayjs | null {
  const at = dayjs(instant);
  return instant && at.isValid() ? at : null;
}

interface TextProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
}

/** Keeps what the user types until it is applied. A filter from elsewhere replaces it. */
function useDraft(value: string): [string, (draft: string) => void] {
  const [draft, setDraft] = useState(value);
  const last = useRef(value);
  useEffect(() => {
    if (last.current !== value) setDraft(value);
    last.current = value;
  }, [value]);
  return [draft, setDraft];
}

function TextFilter({ label, value, onChange }: TextProps) {
  const [draft, setDraft] = useDraft(value);
  const apply = () => draft.trim() !== value && onChange(draft);
  return (
    <Input
      aria-label={label} value={draft} maxLength={200} allowClear
      onChange={(e) => {
        setDraft(e.target.value);
        if (!e.target.value && value) onChange('');
      }}
      onBlur={apply} onPressEnter={apply}
    />
  );
}

/** An action of the list, or any other text. */
function ActionFilter({ label, value, names, onChange }: TextProps & { names: Record<string, string> }) {
  const [draft, setDraft] = useDraft(value);
  const apply = () => draft.trim() !== value && onChange(draft);
  return (
    <AutoComplete
      aria-label={label} value={draft} allowClear
      options={ACTIONS.map((action) => ({ value: action, label: `${names[action]} (${action})` }))}
      onChange={(text: string | undefined) => {
        setDraft(text ?? '');
        if (!text && value) onChange('');
      }}
      onSelect={(action?: string) => onChange(action ?? '')}
      onBlur={apply}
      onInputKeyDown={(e) => e.key === 'Enter' && apply()}
    />
  );
}
