import { CheckOutlined, CloseOutlined } from '@ant-design/icons';
import type { OperationStep } from '../api/types';
import { DataTable, type DataColumn } from '../components/DataTable';
import { Duration } from '../components/time';
import { useLocalized, useTexts } from '../i18n';
import styles from './catalogue.module.css';
import { catalogueMessages } from './messages';

/** The steps of an operation in the order of their stages. */
export function StepTable({ steps }: { steps: OperationStep[] }) {
  const t = useTexts(catalogueMessages);
  const localized = useLocalized();
  const columns: DataColumn<OperationStep>[] = [
    { key: 'stage', title: t.stage, render: (step) => step.stage },
    { key: 'step', title: t.step, render: (step) => <span>{localized(step.title)} <code className={styles.second}>{step.id}</code></span> },
    { key: 'kind', title: t.kind, render: (step) => <code>{step.kind}</code> },
    { key: 'needs', title: t.needs, render: (step) => (step.needs.length ? step.needs.join(', ') : '–') },
    { key: 'rollback', title: t.rollback, render: (step) => <span data-rollback={step.rollback}>{t[step.rollback]}</span> },
    { key: 'allowed', title: t.allowed, render: (step) => <span className={styles.flags}><Flag text={t.retry} on={step.allow.retry} /><Flag text={t.skip} on={step.allow.skip} /><Flag text={t.cancel} on={step.allow.cancel} /></span> },
    { key: 'timeout', title: t.timeout, nowrap: true, render: (step) => <Duration ms={step.timeoutMs} /> },
  ];
  return <DataTable label={t.steps} columns={columns} rows={steps} rowKey={(step) => step.id} empty={t.noSteps} />;
}

function Flag({ text, on }: { text: string; on: boolean }) {
  const t = useTexts(catalogueMessages);
  return (
    <span className={on ? styles.on : styles.off}>
      {on ? <CheckOutlined aria-hidden="true" /> : <CloseOutlined aria-hidden="true" />} {text}<span className="visually-hidden">: {on ? t.yes : t.no}</span>
    </span>
  );
}
