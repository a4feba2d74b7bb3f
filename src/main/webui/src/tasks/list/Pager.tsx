import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { useTexts } from '../../i18n';
import { changed, PAGE_SIZES } from './listState';
import { listMessages } from './messages';
import type { ListNavigation } from './useListState';
import styles from './list.module.css';

/** Pages by cursor: the daemon does not count the tasks that match. */
export function Pager({ list, nextCursor }: { list: ListNavigation; nextCursor: string | null }) {
  const t = useTexts(listMessages);
  const { state } = list;
  return (
    <nav className={styles.pager} aria-label={t.pages}>
      <Select
        value={state.limit}
        aria-label={t.pageSize}
        options={PAGE_SIZES.map((value) => ({ value, label: t.perPage(value) }))}
        onChange={(limit) => list.set(changed(state, { limit }))}
      />
      <Button icon={<LeftOutlined />} aria-label={t.previous} title={t.previous} disabled={state.page === 1} onClick={list.previousPage} />
      <span aria-live="polite">{t.page(state.page)}</span>
      <Button icon={<RightOutlined />} aria-label={t.next} title={t.next} disabled={!nextCursor} onClick={() => nextCursor && list.nextPage(nextCursor)} />
    </nav>
  );
}
