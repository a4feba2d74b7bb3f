import { CaretDownOutlined, CaretUpOutlined } from '@ant-design/icons';
import { Checkbox } from 'antd';
import type { Task } from '../../api/types';
import { useTexts } from '../../i18n';
import { common } from '../../i18n/messages';
import { listMessages } from './messages';
import { TaskRow } from './TaskRow';
import type { Selection } from './useSelection';
import styles from './list.module.css';

interface Props {
  tasks: Task[];
  sort: string;
  onSort: (sort: string) => void;
  selection: Selection;
  /** The rows are those of the previous filters. */
  outdated: boolean;
}

/** The page of tasks. A plain table: components of the library would cost a second per thousand cells. */
export function TaskTable({ tasks, sort, onSort, selection, outdated }: Props) {
  const t = useTexts(listMessages);
  const c = useTexts(common);
  const ticked = tasks.filter((task) => selection.has(task.id)).length;
  const header = (text: string, by: string) => <SortHeader text={text} by={by} sort={sort} onSort={onSort} />;
  return (
    <div className={styles.tableBox} data-outdated={outdated || undefined} aria-busy={outdated}>
      <table className={styles.table} aria-label={c.taskCenter}>
        <thead>
          <tr>
            <th className={styles.tick}>
              <Checkbox
                aria-label={t.selectPage}
                checked={ticked > 0 && ticked === tasks.length}
                indeterminate={ticked > 0 && ticked < tasks.length}
                disabled={!tasks.length}
                onChange={(e) => selection.tickAll(tasks, e.target.checked)}
              />
            </th>
            {header(`${t.taskName} / ${t.id}`, 'name')}
            <th>{c.target}</th>
            <th>{c.state}</th>
            <th>{t.progress}</th>
            <th>{t.type}</th>
            <th>{t.initiator}</th>
            {header(t.created, 'createdAt')}
            {header(`${t.endedAt} / ${t.duration}`, 'endedAt')}
            <th>{c.actions}</th>
          </tr>
        </thead>
        <tbody>
          {tasks.map((task) => <TaskRow key={task.id} task={task} ticked={selection.has(task.id)} onTick={selection.tick} />)}
        </tbody>
      </table>
    </div>
  );
}

interface SortHeaderProps {
  text: string;
  by: string;
  sort: string;
  onSort: (sort: string) => void;
}

function SortHeader({ text, by, sort, onSort }: SortHeaderProps) {
  const t = useTexts(listMessages);
  const order = sort === by ? 'ascending' : sort === `-${by}` ? 'descending' : undefined;
  return (
    <th aria-sort={order}>
      <button type="button" className={styles.sort} onClick={() => onSort(order === 'descending' ? by : order ? `-${by}` : by === 'name' ? by : `-${by}`)} title={t.sortBy(text)} aria-label={t.sortBy(text)}>
        {text}
        <span className={styles.carets} aria-hidden="true">
          <CaretUpOutlined data-on={order === 'ascending' || undefined} />
          <CaretDownOutlined data-on={order === 'descending' || undefined} />
        </span>
      </button>
    </th>
  );
}
