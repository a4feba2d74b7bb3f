import { memo } from 'react';
import { StateIcon } from '../../components/states';
import { useLocalized, useTexts } from '../../i18n';
import { subTaskStates } from '../../i18n/messages';
import { percent } from './Axis';
import { timelineMessages } from './messages';
import { placeOf, type Segment } from './scale';
import styles from './timeline.module.css';
import type { Mark, TimelineRow } from './timeline';
import type { TimelineTexts } from './useTimelineTexts';

interface RowProps {
  row: TimelineRow;
  segments: readonly Segment[];
  texts: TimelineTexts;
  selected: boolean;
  onSelect: (subTaskId: string, attempt?: number) => void;
}

/** A sub task: a bar per attempt, and its waits. */
export const Row = memo(function Row({ row, segments, texts, selected, onSelect }: RowProps) {
  const t = useTexts(timelineMessages);
  const states = useTexts(subTaskStates);
  const localized = useLocalized();
  const { step, subTask, first, many, bars, waits } = row;
  const title = localized(step.title);
  return (
    <>
      {many && first && <div className={styles.group}><span className={styles.groupName}>{title}</span></div>}
      <div className={styles.row} data-row={subTask.id} data-selected={selected || undefined} role="listitem" aria-label={`${title}, ${subTask.host}, ${states[subTask.state]}${bars.length ? '' : `, ${t.notStarted}`}`}>
        <div className={styles.name} data-host={many || undefined} title={`${title} · ${subTask.host} · ${states[subTask.state]}`} onClick={() => onSelect(subTask.id)}>
          <StateIcon state={subTask.state} /><span className={styles.nameText}>{many ? subTask.host : title}</span>
        </div>
        <div className={styles.track}>
          {waits.map((wait) => {
            const lines = texts.wait(row, wait);
            const left = placeOf(segments, wait.from);
            return (
              <span
                key={`${wait.kind} ${wait.from}`} className={styles.wait} role="img" aria-label={lines.join(', ')} data-tip={lines.join('\n')} data-wait={wait.kind}
                style={{ left: percent(left), width: percent(placeOf(segments, wait.to) - left) }}
              />
            );
          })}
          {bars.map((bar) => {
            const lines = texts.bar(row, bar);
            const left = placeOf(segments, bar.from);
            return (
              <button
                key={bar.attempt.no} type="button" tabIndex={-1} className={styles.bar} data-bar={bar.attempt.no} data-kind={bar.attempt.kind} data-tone={bar.tone} data-open={bar.open || undefined}
                aria-label={lines.join(', ')} data-tip={lines.join('\n')} onClick={() => onSelect(subTask.id, bar.attempt.no)}
                style={{ left: percent(left), width: percent(placeOf(segments, bar.to) - left) }}
              />
            );
          })}
        </div>
      </div>
    </>
  );
});

interface MarksProps {
  marks: readonly Mark[];
  rows: readonly TimelineRow[];
  segments: readonly Segment[];
  texts: TimelineTexts;
}

/** The operations of users, from the audit of the task. */
export function Marks({ marks, rows, segments, texts }: MarksProps) {
  const t = useTexts(timelineMessages);
  const rowOf = new Map(rows.map((row) => [row.subTask.id, row]));
  return (
    <div className={styles.row} data-row="marks" role="listitem" aria-label={t.operations}>
      <div className={styles.name}><span className={styles.nameText}>{t.operations}</span></div>
      <div className={styles.track}>
        {marks.map(({ at, entry }) => {
          const lines = texts.mark(entry, entry.subTaskId ? rowOf.get(entry.subTaskId) : undefined);
          return (
            <button
              key={entry.id} type="button" tabIndex={-1} className={styles.mark} data-bar={entry.id} data-result={entry.result} data-action={entry.action.split(' ')[0]}
              aria-label={lines.join(', ')} data-tip={lines.join('\n')} style={{ left: percent(placeOf(segments, at)) }}
            />
          );
        })}
      </div>
    </div>
  );
}
