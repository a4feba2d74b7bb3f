import { Link } from 'react-router-dom';
import { useCounts } from '../../api/queries';
import { useTexts } from '../../i18n';
import { changed, TAB_STATES, tabOf, writeListState, type ListState, type Tab } from './listState';
import { listMessages } from './messages';
import styles from './list.module.css';

/** The states by groups with the numbers of tasks. The other filters stay. */
export function ListTabs({ state }: { state: ListState }) {
  const t = useTexts(listMessages);
  const { data: counts } = useCounts();
  const active = tabOf(state);
  const numbers: Partial<Record<Tab, number | undefined>> = { running: counts?.running, failed: counts?.failed };
  const to = (tab: Tab) => ({ search: writeListState(changed(state, { state: [...TAB_STATES[tab]] })).toString() });
  return (
    <nav className={styles.tabs} aria-label={t.tabs}>
      {(Object.keys(TAB_STATES) as Tab[]).map((tab) => (
        <Link key={tab} to={to(tab)} className={styles.tab} aria-current={tab === active ? 'page' : undefined} data-tab={tab}>
          {t[tab]}
          {numbers[tab] !== undefined && <span className={styles.tabCount} data-active={numbers[tab] ? tab : 'none'}>{numbers[tab]}</span>}
        </Link>
      ))}
    </nav>
  );
}
