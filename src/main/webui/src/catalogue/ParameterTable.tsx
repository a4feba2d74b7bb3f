import { Tag } from 'antd';
import type { JsonObject } from '../api/types';
import { DataTable, type DataColumn } from '../components/DataTable';
import { useTexts } from '../i18n';
import styles from './catalogue.module.css';
import { catalogueMessages } from './messages';
import { parameterRows, type ParameterRow } from './schemaRows';

/** The parameters of an operation from its schema. */
export function ParameterTable({ schema }: { schema: JsonObject | null }) {
  const t = useTexts(catalogueMessages);
  const columns: DataColumn<ParameterRow>[] = [
    {
      key: 'name', title: t.parameter,
      render: (row) => (
        <span>
          <code className={styles.parameter}>{row.name}</code> {row.required && <Tag color="error">{t.required}</Tag>}{row.secret && <Tag>{t.secret}</Tag>}
          {row.title && <span className={styles.second}>{row.title}</span>}
        </span>
      ),
    },
    { key: 'type', title: t.type, render: (row) => <code>{row.type || '–'}</code> },
    { key: 'default', title: t.standard, render: (row) => (row.standard ? <code>{row.standard}</code> : '–') },
    { key: 'limits', title: t.limits, render: (row) => (row.limits.length ? <span>{row.limits.map((limit) => <code key={limit} className={styles.limit}>{limit}</code>)}</span> : '–') },
    { key: 'description', title: t.description, render: (row) => row.description || '–' },
  ];
  return <DataTable label={t.parameters} columns={columns} rows={parameterRows(schema, { length: t.length, items: t.items })} rowKey={(row) => row.name} empty={t.noParameters} />;
}
