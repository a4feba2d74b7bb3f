import { FilterOutlined } from '@ant-design/icons';
import { Badge, Button, Grid, Select, Spin } from 'antd';
import { lazy, Suspense, useState } from 'react';
import type { Task } from '../../api/types';
import { useTexts } from '../../i18n';
import { common, taskStates } from '../../i18n/messages';
import { activeFilters, ALL_STATES, changed, readListState, SCOPES, type FilterName } from './listState';
import { listMessages } from './messages';
import { SavedViews } from './SavedViews';
import { SearchBox } from './SearchBox';
import { TextFilter } from './TextFilter';
import type { ListNavigation } from './useListState';
import styles from './list.module.css';

/** The calendar is large, and few users open it. */
const MoreFilters = lazy(() => import('./MoreFilters').then((m) => ({ default: m.MoreFilters })));

const ALWAYS_SHOWN: readonly FilterName[] = ['state', 'initiator', 'scope', 'q', 'name', 'id'];
const SEARCHES: readonly FilterName[] = ['q', 'name', 'id'];

/** Search and filters. The rarely used ones are folded, on a narrow screen all but the search. */
export function FilterBar({ list, tasks }: { list: ListNavigation; tasks: readonly Task[] }) {
  const t = useTexts(listMessages);
  const c = useTexts(common);
  const wide = Grid.useBreakpoint().md !== false;
  const { state, set } = list;
  const active = activeFilters(state);
  const folded = active.filter((name) => !(wide ? ALWAYS_SHOWN : SEARCHES).includes(name)).length;
  const [open, setOpen] = useState<boolean | null>(null);
  const shown = open ?? (wide && folded > 0);
  const isDefault = active.length === 0 && state.sort === readListState(new URLSearchParams()).sort;
  const main = <MainFilters list={list} tasks={tasks} />;
  return (
    <section className={styles.filters} aria-label={t.filters}>
      <div className={styles.filterRow}>
        <SearchBox key={active.join()} state={state} set={set} />
        {wide && main}
        <Badge count={folded} size="small" color="#0a5bd0" title={t.activeFilters(folded)}>
          <Button icon={<FilterOutlined aria-hidden="true" />} aria-expanded={shown} onClick={() => setOpen(!shown)}>{wide ? t.moreFilters : t.filters}</Button>
        </Badge>
        <Button disabled={isDefault} onClick={() => set({ ...readListState(new URLSearchParams()), limit: state.limit })}>{c.reset}</Button>
        <SavedViews list={list} />
      </div>
      {shown && (
        <div className={styles.filterRow} data-testid="more-filters">
          {!wide && main}
          <Suspense fallback={<Spin size="small" />}><MoreFilters state={state} set={set} tasks={tasks} /></Suspense>
        </div>
      )}
    </section>
  );
}

function MainFilters({ list: { state, set }, tasks }: { list: ListNavigation; tasks: readonly Task[] }) {
  const t = useTexts(listMessages);
  const c = useTexts(common);
  const states = useTexts(taskStates);
  const scopes = { LOCAL: c.local, CLUSTER: c.cluster };
  return (
    <>
      <Select
        mode="multiple" className={styles.wide} allowClear maxTagCount={state.state.length > 1 ? 0 : 1} maxTagPlaceholder={(chosen) => chosen.map(({ label }) => label).join(c.comma)} placeholder={t.states} aria-label={t.states}
        value={state.state} options={ALL_STATES.map((value) => ({ value, label: states[value] }))}
        optionFilterProp="label" onChange={(value) => set(changed(state, { state: value }))}
      />
      <TextFilter
        key={state.initiator} label={t.initiator} value={state.initiator} onChange={(initiator) => set(changed(state, { initiator }))}
        suggestions={[...new Set(tasks.map((task) => task.initiator.user))]}
      />
      <Select
        className={styles.narrow} allowClear placeholder={t.scope} aria-label={t.scope} value={state.scope || null}
        options={SCOPES.map((value) => ({ value, label: scopes[value] }))} onChange={(scope) => set(changed(state, { scope: scope ?? '' }))}
      />
    </>
  );
}
