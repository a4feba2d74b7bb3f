import { PlusOutlined, ReloadOutlined } from '@ant-design/icons';
import { Button, Empty, Select, Spin } from 'antd';
import { useMemo } from 'react';
import { Link } from 'react-router-dom';
import { useAttention, useTasks } from '../../api/queries';
import type { Task } from '../../api/types';
import { PageTitle } from '../../components/PageTitle';
import { ProblemAlert } from '../../components/ProblemAlert';
import { useTexts } from '../../i18n';
import { absoluteTime } from '../../i18n/format';
import { common } from '../../i18n/messages';
import { AttentionBlock } from '../attention/AttentionBlock';
import { BatchBar } from './BatchBar';
import { FilterBar } from './FilterBar';
import { activeFilters, changed, listQuery, SORTS } from './listState';
import { ListTabs } from './ListTabs';
import { listMessages } from './messages';
import { Pager } from './Pager';
import { StartButton } from './StartButton';
import { TaskTable } from './TaskTable';
import { useListState, type ListNavigation } from './useListState';
import { useSelection } from './useSelection';
import styles from './list.module.css';

const NO_TASKS: Task[] = [];

/** What needs a user, and the list of tasks. */
export function TaskListPage() {
  const c = useTexts(common);
  const list = useListState();
  const query = useMemo(() => listQuery(list.state), [list.state]);
  const tasks = useTasks(query);
  const attention = useAttention();
  // A block that appears above the list later would move the list away from the pointer, and a click would be lost.
  const ready = !attention.isPending || attention.failureCount > 0;
  return (
    <>
      <PageTitle title={c.taskCenter} extra={<StartButton />} />
      <AttentionBlock attention={attention.data} />
      {ready ? <TaskList list={list} tasks={tasks} /> : <div className={styles.empty}><Spin /></div>}
    </>
  );
}

function TaskList({ list, tasks }: { list: ListNavigation; tasks: ReturnType<typeof useTasks> }) {
  const { state } = list;
  const items = tasks.data?.items ?? NO_TASKS;
  const selection = useSelection(items);
  const onSort = (sort: string) => list.set(changed(state, { sort }));
  return (
    <div className={styles.card}>
      <div className={styles.top}>
        <ListTabs state={state} />
        <Refreshed at={tasks.dataUpdatedAt} busy={tasks.isFetching} onRefresh={() => void tasks.refetch()} />
      </div>
      <FilterBar list={list} tasks={items} />
      <SortSelect sort={state.sort} onSort={onSort} />
      <ProblemAlert error={tasks.error} onRetry={() => void tasks.refetch()} />
      <TaskTable tasks={items} sort={state.sort} onSort={onSort} selection={selection} outdated={tasks.isPlaceholderData} />
      {tasks.isPending && !tasks.error && <div className={styles.empty}><Spin /></div>}
      {tasks.data && items.length === 0 && <Nothing list={list} more={!!tasks.data.nextCursor} />}
      <Pager list={list} nextCursor={tasks.data?.nextCursor ?? null} />
      <BatchBar selection={selection} state={state} />
    </div>
  );
}

function Refreshed({ at, busy, onRefresh }: { at: number; busy: boolean; onRefresh: () => void }) {
  const t = useTexts(listMessages);
  const c = useTexts(common);
  return (
    <span className={styles.refreshed}>
      {at > 0 && <>{t.refreshed} <time dateTime={new Date(at).toISOString()}>{absoluteTime(at).slice(11)}</time></>}
      <Button type="text" size="small" icon={<ReloadOutlined spin={busy} />} aria-label={c.refresh} title={c.refresh} onClick={onRefresh} />
    </span>
  );
}

/** The order of cards: they have no header to click on. */
function SortSelect({ sort, onSort }: { sort: string; onSort: (sort: string) => void }) {
  const t = useTexts(listMessages);
  const names: Record<string, string> = { createdAt: t.created, endedAt: t.endedAt, name: t.taskName };
  const label = (value: string) => `${names[value.replace('-', '')]} ${value.startsWith('-') ? t.descending : t.ascending}`;
  return (
    <div className={styles.sortSelect}>
      <Select aria-label={t.sort} value={sort} options={SORTS.map((value) => ({ value, label: label(value) }))} onChange={onSort} />
    </div>
  );
}

/** Why the list is empty, and the way out. */
function Nothing({ list: { state, set }, more }: { list: ListNavigation; more: boolean }) {
  const t = useTexts(listMessages);
  const c = useTexts(common);
  const filtered = activeFilters(state).length > 0;
  const text = state.page > 1 || more ? t.emptyPage : filtered ? t.noMatch : t.empty;
  return (
    <Empty className={styles.empty} image={Empty.PRESENTED_IMAGE_SIMPLE} description={text}>
      {state.page > 1 && <Button onClick={() => set(changed(state, {}))}>{t.first}</Button>}
      {state.page === 1 && filtered && <Button onClick={() => set(changed(state, Object.fromEntries(activeFilters(state).map((name) => [name, Array.isArray(state[name]) ? [] : '']))))}>{c.reset}</Button>}
      {state.page === 1 && !filtered && !more && <Link to="/tasks/new"><PlusOutlined aria-hidden="true" /> {t.emptyHint}</Link>}
    </Empty>
  );
}
