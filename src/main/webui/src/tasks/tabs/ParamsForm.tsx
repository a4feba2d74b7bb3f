import { Input, Select } from 'antd';
import { useTexts } from '../../i18n';
import { tabMessages } from './messages';
import { valueText, type ParamField } from './paramFields';
import styles from './tabs.module.css';

interface Props {
  fields: readonly ParamField[];
  edits: Readonly<Record<string, string>>;
  /** Messages of the daemon by pointer. */
  errors: Readonly<Record<string, string>>;
  onEdit: (pointer: string, text: string | undefined) => void;
}

/** A line per parameter: its present value and a field for a new one. */
export function ParamsForm({ fields, edits, errors, onEdit }: Props) {
  const t = useTexts(tabMessages);
  return (
    <div className={styles.form}>
      {fields.map((field) => {
        const { pointer, path, title, description, present } = field;
        const id = `param${pointer}`;
        const error = errors[pointer];
        return (
          <div key={pointer} className={styles.formRow}>
            <label htmlFor={id} className={styles.formName}>{title && <>{title} </>}<code>{path.join('.')}</code></label>
            <span className={styles.formPresent} title={valueText(present)}>{present === undefined ? t.absent : valueText(present)}</span>
            <div className={styles.formInput}>
              <ParamInput id={id} field={field} text={edits[pointer]} invalid={!!error} onEdit={(text) => onEdit(pointer, text)} />
              {error ? <div role="alert" className={styles.error}>{error}</div> : description && <div className={styles.hint}>{description}</div>}
            </div>
          </div>
        );
      })}
    </div>
  );
}

function ParamInput({ id, field, text, invalid, onEdit }: { id: string; field: ParamField; text: string | undefined; invalid: boolean; onEdit: (text: string | undefined) => void }) {
  const t = useTexts(tabMessages);
  const status = invalid ? 'error' as const : '' as const;
  // An empty field is an unchanged one. To store an empty text, use the merge patch.
  const change = (value: string) => onEdit(value === '' ? undefined : value);
  if (field.kind === 'choice') {
    return (
      <Select
        id={id} allowClear placeholder={t.unchanged} status={status} value={text ?? null} onChange={(value: string | null | undefined) => onEdit(value ?? undefined)}
        options={field.options.map((option) => ({ value: String(option), label: String(option) }))}
      />
    );
  }
  const common = { id, placeholder: t.unchanged, status, value: text ?? '' };
  if (field.kind === 'secret') return <Input.Password {...common} autoComplete="new-password" onChange={(event) => change(event.target.value)} />;
  if (field.kind === 'json') return <Input.TextArea {...common} rows={2} className={styles.code!} onChange={(event) => change(event.target.value)} />;
  return <Input {...common} inputMode={field.kind === 'number' ? 'decimal' : 'text'} onChange={(event) => change(event.target.value)} />;
}
