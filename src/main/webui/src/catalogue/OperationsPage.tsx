import { SearchOutlined } from '@ant-design/icons';
import { Empty, Input, Result, Spin } from 'antd';
import { useSearchParams } from 'react-router-dom';
import { useOperations } from '../api/queries';
import { PageTitle } from '../components/PageTitle';
import { ProblemAlert } from '../components/ProblemAlert';
import { useTexts } from '../i18n';
import { shellMessages } from '../shell/messages';
import styles from './catalogue.module.css';
import { groupsOf } from './groups';
import { catalogueMessages } from './messages';
import { OperationDetail } from './OperationDetail';
import { OperationList } from './OperationList';

/** The catalogue: operations by group at the left, one of them at the right. Search and selection are in the address. */
export function OperationsPage() {
  const t = useTexts(catalogueMessages);
  const shell = useTexts(shellMessages);
  const operations = useOperations();
  const [params, setParams] = useSearchParams();
  const search = params.get('q') ?? '';
  const name = params.get('name');
  const items = operations.data?.items ?? [];
  const selected = items.find((operation) => operation.name === name);
  const setSearch = (text: string) => setParams((old) => {
    const next = new URLSearchParams(old);
    if (text) next.set('q', text);
    else next.delete('q');
    return next;
  }, { replace: true });
  return (
    <>
      <PageTitle title={shell.operations} />
      <ProblemAlert error={operations.error} onRetry={() => void operations.refetch()} />
      <div className={styles.layout} data-selected={!!name}>
        <div className={styles.side}>
          <Input
            prefix={<SearchOutlined />} allowClear placeholder={t.search} aria-label={t.search} value={search} maxLength={100}
            onChange={(e) => setSearch(e.target.value)}
          />
          {operations.isPending
            ? <div className={styles.loading}><Spin /></div>
            : <OperationList groups={groupsOf(items, search)} selected={name} search={search} />}
        </div>
        <div className={styles.detail}>
          {selected && <OperationDetail operation={selected} />}
          {!selected && !operations.isPending && (name
            ? <Result status="404" title={t.unknown(name)} />
            : <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t.select} />)}
        </div>
      </div>
    </>
  );
}
