import { BellOutlined, DownOutlined, RightOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import type { Cause, List } from '../../api/types';
import { useTexts } from '../../i18n';
import { usePreference } from '../../preferences';
import { Batch, type BatchRequest } from '../list/Batch';
import { CauseItem } from './CauseItem';
import { attentionMessages } from './messages';
import { useAtRest } from './useAtRest';
import styles from './attention.module.css';

/** Causes shown without being asked for. */
const SHOWN = 3;

/** What needs a user now, grouped by cause. Nothing if there is no cause. */
export function AttentionBlock({ attention }: { attention: List<Cause> | undefined }) {
  const [request, setRequest] = useState<BatchRequest | null>(null);
  const shown = useAtRest(attention);
  const causes: Cause[] = shown?.items ?? [];
  // The results of a batch stay when it has removed the last cause.
  return (
    <>
      {causes.length > 0 && <Causes causes={causes} more={!!shown?.nextCursor} onBatch={setRequest} />}
      {request && <Batch request={request} onClose={() => setRequest(null)} onDone={() => setRequest(null)} />}
    </>
  );
}

interface CausesProps {
  causes: Cause[];
  /** Whether the daemon has further causes. */
  more: boolean;
  onBatch: (request: BatchRequest) => void;
}

function Causes({ causes, more, onBatch }: CausesProps) {
  const t = useTexts(attentionMessages);
  const [folded, setFolded] = usePreference('attentionFolded', 'false');
  const [all, setAll] = useState(false);
  const open = folded !== 'true';
  const shown = all ? causes : causes.slice(0, SHOWN);
  return (
    <section className={styles.block} aria-labelledby="attention-title" data-testid="attention">
      <h2 className={styles.title} id="attention-title">
        <button type="button" className={styles.toggle} aria-expanded={open} onClick={() => setFolded(String(open))}>
          {open ? <DownOutlined aria-hidden="true" /> : <RightOutlined aria-hidden="true" />}
          <BellOutlined aria-hidden="true" className={styles.bell} />
          {t.title}
          <span className={styles.second}>{t.causes(causes.length)}</span>
        </button>
      </h2>
      {open && (
        <>
          <ul className={styles.causes}>
            {shown.map((cause) => <CauseItem key={`${cause.kind} ${cause.key}`} cause={cause} onBatch={onBatch} />)}
          </ul>
          {causes.length > SHOWN && (
            <Button type="link" size="small" onClick={() => setAll(!all)}>{all ? t.lessTasks : `${t.moreTasks} (${causes.length})`}</Button>
          )}
          {all && more && <div className={styles.second}>{t.moreCauses}</div>}
        </>
      )}
    </section>
  );
}
