import { Tooltip } from 'antd';
import { useTexts } from '../i18n';
import { useConnection } from '../api/useLive';
import type { ConnectionReason } from '../api/live';
import { shellMessages } from './messages';
import styles from './Shell.module.css';

/** How the page gets changes, with the reason. */
export function ConnectionIndicator() {
  const t = useTexts(shellMessages);
  const { state, reason } = useConnection();
  const reasons: Record<ConnectionReason, string> = {
    none: t.reasonNone, hidden: t.reasonHidden, unreachable: t.reasonUnreachable, refused: t.reasonRefused,
    limit: t.reasonLimit, shutdown: t.reasonShutdown, slow: t.reasonSlow,
  };
  const why = state === 'connecting' ? '' : state === 'polling' && reason !== 'limit' ? t.reasonPolling : reasons[reason];
  return (
    <Tooltip title={why}>
      <span className={styles.connection} data-connection={state} role="status" tabIndex={0} aria-label={`${t[state]}. ${why}`}>
        <span className={styles.dot} aria-hidden="true" />
        <span className={styles.connectionText}>{t[state]}</span>
      </span>
    </Tooltip>
  );
}
