import { Empty, Spin } from 'antd';
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

interface Props<T> {
  /** The name of the table for screen readers. */
  label: string;
  columns: DataColumn<T>[];
  rows: readonly T[];
  rowKey: (row: T) => string;
  empty: string;
  loading?: boolean;
  rowClassName?: (row: T) => string;
}

/**
 * A table whose rows become cards in a narrow window; there each value stands beside the title of its column. Plain
 * elements, because the lists are short and the daemon sorts and filters.
 */
export function DataTable<T extends object>({ label, columns, rows, rowKey, empty, loading = false, rowClassName }: Props<T>) {
  return (
    <section aria-label={label} aria-busy={loading} className={styles.table}>
      <Spin spinning={loading}>
        <table>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column.key} scope="col" style={column.width ? { width: column.width } : {}}>{column.title}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={rowKey(row)} className={rowClassName?.(row)}>
                {columns.map((column) => (
                  <td key={column.key} data-label={column.title} className={column.nowrap ? styles.nowrap : ''}>{column.render(row)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        {rows.length === 0 && !loading && <Empty className={styles.empty} image={Empty.PRESENTED_IMAGE_SIMPLE} description={empty} />}
      </Spin>
    </section>
  );
}
