import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Empty, Grid, Spin } from 'antd';
import { useSearchParams } from 'react-router-dom';
import { get } from '../../api/client';
import { useOperations } from '../../api/queries';
import type { TaskDetail } from '../../api/types';
import { PageTitle } from '../../components/PageTitle';
import { ProblemAlert } from '../../components/ProblemAlert';
import { useTexts } from '../../i18n';
import { Catalogue } from './Catalogue';
import { startMessages } from './messages';
import { StartForm } from './StartForm';
import styles from './start.module.css';

/** The catalogue and the form of an operation. `operation` and `from` (a task to copy) are in the address. */
export function StartTaskPage() {
  const t = useTexts(startMessages);
  const [search, setSearch] = useSearchParams();
  const wide = Grid.useBreakpoint().md !== false;
  const operations = useOperations();
  const from = search.get('from');
  const source = useQuery({
    queryKey: ['task', from],
    queryFn: ({ signal }) => get<TaskDetail>(`/tasks/${encodeURIComponent(from ?? '')}`, {}, signal),
    enabled: !!from,
  });
  const name = search.get('operation') ?? source.data?.operation ?? null;
  const operation = operations.data?.items.find((one) => one.name === name);
  const waits = operations.isPending || (!!from && source.isPending);
  return (
    <>
      <PageTitle title={t.title} />
      <ProblemAlert error={operations.error ?? source.error} onRetry={() => void (operations.error ? operations.refetch() : source.refetch())} />
      <div className={styles.page}>
        {(wide || !name) && <Catalogue operations={operations.data?.items ?? []} selected={name} onSelect={(next) => setSearch({ operation: next })} />}
        <div className={styles.main}>
          {waits && <Spin />}
          {!wide && name && <Button className={styles.change} onClick={() => setSearch({})}>{t.change}</Button>}
          {!waits && !name && wide && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t.choose} />}
          {!waits && name && !operation && <Alert type="warning" showIcon title={t.unknown(name)} />}
          {!waits && operation?.disabled && <Alert type="warning" showIcon title={t.disabled} description={`${operation.disabled.file}:${operation.disabled.line} ${operation.disabled.message}`} />}
          {!waits && operation && !operation.disabled && (
            <StartForm key={`${operation.name} ${from}`} operation={operation} source={source.data?.operation === operation.name ? source.data : null} />
          )}
        </div>
      </div>
    </>
  );
}
