import { StateIcon } from '../../components/states';
import { useTexts } from '../../i18n';
import { subTaskStates } from '../../i18n/messages';
import styles from './Flow.module.css';
import { flowMessages } from './messages';
import type { StateCount } from './steps';

/** The states of a step's hosts: a number per state, and a bar. */
export function StateBar({ counts }: { counts: readonly StateCount[] }) {
  const t = useTexts(flowMessages);
  const states = useTexts(subTaskStates);
  return (
    <span className={styles.counts} title={counts.map(({ count, state }) => t.count(count, states[state])).join(', ')}>
      <span className={styles.countNumbers}>
        {counts.map(({ tone, state, count }) => (
          <span key={tone} className={styles.count} data-tone={tone}>{count} <StateIcon state={state} /></span>
        ))}
      </span>
      <span className={styles.bar} aria-hidden="true">
        {counts.map(({ tone, count }) => <span key={tone} data-tone={tone} style={{ flexGrow: count }} />)}
      </span>
    </span>
  );
}
