import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Form, Input, InputNumber, Select, Switch } from 'antd';
import type { Rule } from 'antd/es/form';
import { useTexts } from '../../i18n';
import { startMessages } from './messages';
import { kindOf, labelOf, toForm, type Path, type Schema } from './schema';
import styles from './start.module.css';

interface Props {
  schema: Schema;
  /** Where the value stands in the form. */
  path: Path;
  /** The same, relative to the list that contains the field. */
  name?: Path;
  required: boolean;
  /** Whether the browser asks for required values. In an optional object only the daemon knows if they are needed. */
  enforced: boolean;
  /** Pointers of secrets that a copied task has. */
  masked: ReadonlySet<string>;
}

/** The control for one parameter, by its schema. */
export function ParamField(props: Props) {
  const { schema, path, required, enforced, masked } = props;
  const t = useTexts(startMessages);
  const kind = kindOf(schema);
  const last = path.at(-1) ?? '';
  const scalarOfList = typeof last === 'number';
  const label = scalarOfList ? `${path.at(-2)} ${last + 1}` : labelOf(last, schema);
  if (kind === 'object') {
    return (
      <fieldset className={styles.fieldset}>
        <legend className={styles.legend}>{label}</legend>
        {schema.description && <div className={styles.second}>{schema.description}</div>}
        <ObjectFields {...props} enforced={enforced && required} />
      </fieldset>
    );
  }
  if (kind === 'list') return <ListField {...props} label={label} />;
  const rules: Rule[] = [];
  if (required && enforced && kind !== 'switch') rules.push({ required: true, message: t.required(label) });
  if (kind === 'json') rules.push({ validator: (_, value) => (isJson(value) ? Promise.resolve() : Promise.reject(new Error(t.invalidJson))) });
  return (
    <Form.Item
      name={props.name ?? path} {...(scalarOfList ? {} : { label })} required={required} rules={rules} validateTrigger="onBlur" valuePropName={kind === 'switch' ? 'checked' : 'value'}
      extra={hintOf(t, schema, masked.has(path.join('/')))}
    >
      {control(schema, kind, scalarOfList ? label : undefined)}
    </Form.Item>
  );
}

/** @param name the accessible name of a control without label */
function control(schema: Schema, kind: ReturnType<typeof kindOf>, name: string | undefined) {
  const label = name === undefined ? {} : { 'aria-label': name };
  const length = schema.maxLength === undefined ? {} : { maxLength: schema.maxLength };
  const bounds = { ...(schema.minimum === undefined ? {} : { min: schema.minimum }), ...(schema.maximum === undefined ? {} : { max: schema.maximum }) };
  switch (kind) {
    case 'switch': return <Switch {...label} />;
    case 'enum': return <Select allowClear {...label} options={(schema.enum ?? []).map((value) => ({ value: value as string | number, label: String(value) }))} />;
    case 'integer': return <InputNumber {...label} {...bounds} precision={0} className={styles.number} />;
    case 'number': return <InputNumber {...label} {...bounds} step="any" className={styles.number} />;
    case 'password': return <Input.Password {...label} autoComplete="new-password" {...length} />;
    case 'json': return <Input.TextArea {...label} rows={2} className={styles.code} spellCheck={false} placeholder="JSON" />;
    default: return <Input {...label} {...length} placeholder={schema.format ?? ''} />;
  }
}

/** The properties of an object. */
export function ObjectFields({ schema, path, name, enforced, masked }: Omit<Props, 'required'>) {
  return Object.entries(schema.properties ?? {}).map(([property, one]) => (
    <ParamField
      key={property} schema={one} path={[...path, property]} {...(name ? { name: [...name, property] } : {})}
      required={!!schema.required?.includes(property)} enforced={enforced} masked={masked}
    />
  ));
}

function ListField({ schema, path, name, label, required, masked }: Props & { label: string }) {
  const t = useTexts(startMessages);
  const items = schema.items ?? {};
  const full = (n: number) => schema.maxItems !== undefined && n >= schema.maxItems;
  return (
    <Form.List name={name ?? path}>
      {(fields, { add, remove }, { errors }) => (
        <fieldset className={styles.fieldset} data-path={path.join('/')}>
          <legend className={styles.legend}>{label}{required && <span className={styles.star} aria-hidden="true"> *</span>}</legend>
          {schema.description && <div className={styles.second}>{schema.description}</div>}
          {fields.map((field, i) => (
            <div key={field.key} className={styles.item}>
              <div className={styles.itemBody}>
                {kindOf(items) === 'object'
                  ? <ObjectFields schema={items} path={[...path, field.name]} name={[field.name]} enforced masked={masked} />
                  : <ParamField schema={items} path={[...path, field.name]} name={[field.name]} required={false} enforced masked={masked} />}
              </div>
              <Button type="text" icon={<DeleteOutlined />} aria-label={`${label}: ${t.removeItem(i + 1)}`} onClick={() => remove(field.name)} />
            </div>
          ))}
          <Form.ErrorList errors={errors} />
          <Button size="small" icon={<PlusOutlined />} disabled={full(fields.length)} aria-label={`${t.add}: ${label}`} onClick={() => add(toForm(items, undefined))}>{t.add}</Button>
        </fieldset>
      )}
    </Form.List>
  );
}

/** What the schema says about the value. */
function hintOf(t: (typeof startMessages)['en'], schema: Schema, masked: boolean): string | undefined {
  const { description, minimum, maximum, pattern, writeOnly } = schema;
  const value = schema.default;
  const parts = [
    masked ? t.masked : null,
    description,
    minimum !== undefined || maximum !== undefined ? t.range(String(minimum ?? '…'), String(maximum ?? '…')) : null,
    pattern ?? null,
    value === undefined || masked ? null : writeOnly ? t.secretDefault : typeof value === 'object' || typeof value === 'boolean' ? null : t.defaultOf(String(value)),
  ].filter(Boolean);
  return parts.length ? parts.join(' · ') : undefined;
}

function isJson(value: unknown): boolean {
  if (typeof value !== 'string' || !value.trim()) return true;
  try {
    JSON.parse(value);
    return true;
  } catch {
    return false;
  }
}
