import { ArrowLeftOutlined, PlayCircleOutlined } from '@ant-design/icons';
import { Alert, Button, Descriptions, Tag, Tooltip } from 'antd';
import { Link, useNavigate } from 'react-router-dom';
import { withQuery } from '../api/client';
import type { Operation } from '../api/types';
import { targetTypes } from '../components/messages';
import { useLocalized, useTexts } from '../i18n';
import { common } from '../i18n/messages';
import { useMissingSubmit } from '../session/permissions';
import styles from './catalogue.module.css';
import { ExcludedText } from './ExcludedText';
import { catalogueMessages } from './messages';
import { ParameterTable } from './ParameterTable';
import { StepTable } from './StepTable';

/** What an operation does, needs and excludes. */
export function OperationDetail({ operation }: { operation: Operation }) {
  const t = useTexts(catalogueMessages);
  const localized = useLocalized();
  return (
    <article aria-label={localized(operation.title) || operation.name}>
      <Link to="/operations" className={styles.back}><ArrowLeftOutlined aria-hidden="true" /> {t.back}</Link>
      <div className={styles.head}>
        <div>
          <h2 className={styles.title}>{localized(operation.title) || operation.name}</h2>
          <code>{operation.name}</code> <Tag>{operation.source === 'SITE' ? t.SITE : t.BUILT_IN}</Tag>
        </div>
        <StartButton operation={operation} />
      </div>
      {operation.disabled && (
        <Alert type="error" showIcon title={t.disabledTitle} description={
          <><div>{t.line(operation.disabled.file, operation.disabled.line)}</div><code className={styles.message}>{operation.disabled.message}</code></>
        } />
      )}
      <p className={styles.description}>{localized(operation.description)}</p>
      {!operation.disabled && <Facts operation={operation} />}
    </article>
  );
}

function StartButton({ operation }: { operation: Operation }) {
  const t = useTexts(catalogueMessages);
  const navigate = useNavigate();
  const missing = useMissingSubmit();
  const reason = operation.disabled ? t.startDisabled : missing;
  return (
    <Tooltip title={reason}>
      <span tabIndex={reason ? 0 : undefined} role={reason ? 'note' : undefined} aria-label={reason ? `${t.start}: ${reason}` : undefined}>
        <Button type="primary" icon={<PlayCircleOutlined />} disabled={!!reason} onClick={() => void navigate(withQuery('/tasks/new', { operation: operation.name }))}>{t.start}</Button>
      </span>
    </Tooltip>
  );
}

function Facts({ operation }: { operation: Operation }) {
  const t = useTexts(catalogueMessages);
  const c = useTexts(common);
  const types = useTexts(targetTypes);
  const { scope, maintenance, target, rollback } = operation;
  const items = [
    { key: 'scope', label: t.scope, children: scope === 'CLUSTER' ? c.cluster : c.local },
    { key: 'maintenance', label: t.maintenance, children: <span>{maintenance ? c[maintenance.type] : c.NONE}{maintenance?.key && <> <code>{maintenance.key}</code></>}</span> },
    { key: 'excludes', label: t.excludes, children: <ExcludedText operation={operation} /> },
    ...(maintenance && maintenance.type !== 'NONE' ? [{ key: 'failure', label: t.onFailure, children: operation.releaseOnFailure ? t.releases : t.keeps }] : []),
    ...(target ? [{ key: 'target', label: t.target, children: <span>{types[target.type] ?? target.type} <code>{target.name}</code></span> }] : []),
    ...(rollback ? [{ key: 'rollback', label: t.rollback, children: rollback === 'NONE' ? t.UNDO_NONE : t[rollback] }] : []),
  ];
  return (
    <>
      <Descriptions column={1} size="small" bordered items={items} className={styles.facts} />
      <h3 className={styles.heading}>{t.parameters}</h3>
      <ParameterTable schema={operation.params} />
      <h3 className={styles.heading}>{t.steps}</h3>
      <StepTable steps={operation.steps} />
    </>
  );
}
