import { CheckCircleFilled, MinusCircleFilled, UndoOutlined } from '@ant-design/icons';
import { Alert } from 'antd';
import type { Preview } from '../../api/types';
import { HolderLink } from '../../components/ProblemAlert';
import { TargetName } from '../../components/TargetName';
import { useLocalized, useTexts } from '../../i18n';
import { common } from '../../i18n/messages';
import { startMessages } from './messages';
import styles from './start.module.css';

type Step = Preview['steps'][number];

/** What the task would run, hold, and collide with. */
export function PreviewPanel({ preview }: { preview: Preview }) {
  const t = useTexts(startMessages);
  const c = useTexts(common);
  const { wouldHold: claim, conflicts } = preview;
  return (
    <section className={styles.panel} aria-labelledby="preview-title" data-testid="preview">
      <h2 className={styles.panelTitle} id="preview-title">{t.previewTitle}</h2>
      {conflicts.length > 0 && (
        <Alert type="error" showIcon title={t.conflict} description={conflicts.map((lock) => <div key={lock.id}><HolderLink lock={lock} /></div>)} />
      )}
      <dl className={styles.facts}>
        <dt>{t.target}</dt><dd><TargetName target={preview.target} /></dd>
        <dt>{t.hosts}</dt><dd>{preview.hosts.join(', ')}</dd>
        <dt>{t.claim}</dt>
        <dd>
          {claim ? <>{claim.scope === 'LOCAL' ? c.local : c.cluster} · {c[claim.type]}{claim.key && <> · {claim.key}</>}{claim.agent && <> · {claim.agent}</>}</> : t.noClaim}
          {claim && conflicts.length === 0 && <div className={styles.second}>{t.noConflict}</div>}
        </dd>
      </dl>
      <ol className={styles.steps} aria-label={t.steps}>
        {preview.steps.map((step) => <PreviewStep key={step.id} step={step} />)}
      </ol>
    </section>
  );
}

function PreviewStep({ step }: { step: Step }) {
  const t = useTexts(startMessages);
  const localized = useLocalized();
  return (
    <li className={styles.step} data-step={step.id} data-runs={step.runs}>
      <div className={styles.stepHead}>
        <span className={styles.stage}>{t.stage(step.stage)}</span>
        <strong>{localized(step.title)}</strong>
        <span className={step.runs ? styles.good : styles.second}>
          {step.runs ? <CheckCircleFilled aria-hidden="true" /> : <MinusCircleFilled aria-hidden="true" />} {step.runs ? t.runs : t.leftOut}
        </span>
        <span className={step.rollback === 'NONE' ? styles.warn : styles.second}><UndoOutlined aria-hidden="true" /> {t[`rollback${step.rollback}`]}</span>
      </div>
      <div className={styles.second}>{step.hosts.join(', ')}</div>
      {step.text && <pre className={styles.command} tabIndex={0}>{step.text}</pre>}
    </li>
  );
}
