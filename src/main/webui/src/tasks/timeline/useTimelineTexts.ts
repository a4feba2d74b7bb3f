import type { AuditEntry, SubTaskState, TaskState } from '../../api/types';
import { useLanguage, useLocalized, useTexts } from '../../i18n';
import { absoluteTime, duration } from '../../i18n/format';
import { subTaskStates, taskStates } from '../../i18n/messages';
import { operationMessages } from '../operation/messages';
import { operationName } from '../operation/names';
import { timelineMessages } from './messages';
import type { Bar, TimelineRow, Wait } from './timeline';

/** What stands in tooltips and in names for screen readers: one text per line. */
export interface TimelineTexts {
  bar: (row: TimelineRow, bar: Bar) => string[];
  wait: (row: TimelineRow, wait: Wait) => string[];
  mark: (entry: AuditEntry, row: TimelineRow | undefined) => string[];
  idle: (ms: number) => string;
}

export function useTimelineTexts(): TimelineTexts {
  const t = useTexts(timelineMessages);
  const names = useTexts(operationMessages);
  const localized = useLocalized();
  const language = useLanguage();
  const states: Record<string, string> = { ...useTexts(subTaskStates), ...useTexts(taskStates) };
  const rowName = ({ step, subTask }: TimelineRow) => `${localized(step.title)} · ${subTask.host}`;
  const length = (from: number, to: number) => duration(to - from, language);
  const lines = (...texts: (string | false | null | undefined)[]) => texts.filter((text): text is string => !!text);
  const stateName = (state: string | null) => (state ? (states[state as TaskState | SubTaskState] ?? state) : '');
  return {
    bar: (row, { attempt, from, to, open }) => lines(
      rowName(row),
      `${t.attempt(attempt.no)} · ${t[attempt.kind]} · ${attempt.trigger === 'ROLLBACK' ? t.ROLLBACKTrigger : t[attempt.trigger]}`,
      `${attempt.result ? t[attempt.result] : stateName(row.subTask.state)} · ${length(from, to)}`,
      open ? t.since(absoluteTime(from)) : t.from(absoluteTime(from), absoluteTime(to).slice(11)),
      attempt.exitCode !== null && attempt.result === 'FAILED' && t.exitCode(attempt.exitCode),
      attempt.signal && t.signal(attempt.signal),
    ),
    wait: (row, { kind, text, from, to }) => lines(rowName(row), text ?? t[`wait${kind}`], `${t.wait} · ${length(from, to)}`, t.since(absoluteTime(from))),
    mark: ({ action, actor, role, source, at, reason, before, after, result }, row) => {
      const [verb = ''] = action.split(' ');
      return lines(
        `${verb === 'submit' ? t.submit : operationName(names, verb, row?.subTask ?? null)} · ${actor}${role ? ` (${role}, ${source})` : ` (${source})`}`,
        absoluteTime(at),
        row && t.of(rowName(row)),
        before !== after && (before ? `${stateName(before)} → ${stateName(after)}` : stateName(after)),
        result === 'REFUSED' ? t.refused : result === 'FAILED' ? t.failed : t.accepted,
        reason && t.reason(reason),
      );
    },
    idle: (ms) => t.idle(duration(ms, language)),
  };
}
