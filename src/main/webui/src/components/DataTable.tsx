import { Empty, Table, type TableProps } from 'antd';
import type { ReactNode } from 'react';
import styles from './DataTable.module.css';

export interface DataColumn<T> {
  key: string;
  title: string;
  render: (row: T) => ReactNode;
  width?: number | string;
  /** Does not wrap in a wide window. */
  nowrap?: boolean;
}

interface Props<T> extends Pick<TableProps<T>, 'loading' | 'rowClassName'> {
  /** The name of the table for screen readers. */
  label: string;
  columns: DataColumn<T>[];
  rows: readonly T[];
  rowKey: (row: T) => string;
  empty: string;
}

/** A table whose rows become cards in a narrow window; there each value stands beside the title of its column. */
export function DataTable<T extends object>({ label, columns, rows, rowKey, empty, ...rest }: Props<T>) {
  return (
    <section aria-label={label} className={styles.table}>
      <Table<T>
        {...rest}
        size="middle"
        pagination={false}
        dataSource={[...rows]}
        rowKey={rowKey}
        locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={empty} /> }}
        columns={columns.map((column) => ({
          key: column.key,
          title: column.title,
          ...(column.width ? { width: column.width } : {}),
          onCell: () => ({ 'data-label': column.title, className: column.nowrap ? styles.nowrap : '' }) as object,
          render: (_: unknown, row: T) => column.render(row),
        }))}
      />
    </section>
  );
}
