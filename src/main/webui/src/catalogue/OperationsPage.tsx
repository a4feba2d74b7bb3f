import { SearchOutlined } from '@ant-design/icons';
import { Empty, Input, Result, Spin } from 'antd';
import { useAddress } from '../address';
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
  const { parameters, change } = useAddress();
  const search = parameters.get('q') ?? '';
  const name = parameters.get('name');
  const items = operations.data?.items ?? [];
  const selected = items.find((operation) => operation.name === name);
  return (
    <>
      <PageTitle title={shell.operations} />
      <ProblemAlert error={operations.error} onRetry={() => void operations.refetch()} />
      <div className={styles.layout} data-selected={!!name}>
        <div className={styles.side}>
          <Input
            prefix={<SearchOutlined />} allowClear placeholder={t.search} aria-label={t.search} value={search} maxLength={100}
            onChange={(e) => change({ q: e.target.value })}
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
