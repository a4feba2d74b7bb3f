import { DownloadOutlined, ReloadOutlined } from '@ant-design/icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useAddress } from '../address';
import { get, withQuery } from '../api/client';
import type { AuditEntry, List } from '../api/types';
import { PageTitle } from '../components/PageTitle';
import { ProblemAlert } from '../components/ProblemAlert';
import { useTexts } from '../i18n';
import { common } from '../i18n/messages';
import { usePermission } from '../session/Session';
import { shellMessages } from '../shell/messages';
import { AuditFilters } from './AuditFilters';
import { filterOf, queryOf, NO_FILTER } from './auditFilter';
import { AuditTable } from './AuditTable';
import styles from './audit.module.css';
import { auditMessages } from './messages';

const PAGE_SIZE = 50;

/** Who did what, when, from where and why. The filters are in the address. */
export function AuditPage() {
  const t = useTexts(auditMessages);
  const c = useTexts(common);
  const shell = useTexts(shellMessages);
  const seesAll = usePermission('audit.all');
  const { parameters, change } = useAddress();
  const filter = filterOf(parameters);
  const entries = useInfiniteQuery({
    queryKey: ['audit', filter],
    queryFn: ({ pageParam, signal }) => get<List<AuditEntry>>('/audit', { ...queryOf(filter), limit: PAGE_SIZE, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    staleTime: 0,
  });
  const rows = entries.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <PageTitle title={shell.audit} extra={
        <>
          <Button icon={<ReloadOutlined />} loading={entries.isRefetching && !entries.isFetchingNextPage} onClick={() => void entries.refetch()}>{c.refresh}</Button>
          <Button icon={<DownloadOutlined />} href={withQuery('/api/v2/audit.csv', queryOf(filter))} download="audit.csv">{t.exportCsv}</Button>
        </>
      } />
      {!seesAll && <Alert className={styles.note} type="info" showIcon title={t.tasksOnly} />}
      <AuditFilters
        filter={filter}
        onChange={(name, value) => change({ [name]: value.trim() })}
        onReset={() => change(NO_FILTER)}
      />
      <ProblemAlert error={entries.error} onRetry={() => void entries.refetch()} />
      <AuditTable rows={rows} loading={entries.isPending} />
      <div className={styles.more}>
        {entries.hasNextPage
          ? <Button loading={entries.isFetchingNextPage} onClick={() => void entries.fetchNextPage()}>{c.loadMore}</Button>
          : rows.length > 0 && t.end}
      </div>
    </>
  );
}
