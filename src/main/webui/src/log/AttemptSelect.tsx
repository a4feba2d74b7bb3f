import { Select } from 'antd';
import type { SubTask } from '../api/types';
import { useTexts } from '../i18n';
import { attemptKinds, attemptResults, attemptTriggers, logMessages } from './messages';

interface Props {
  subTask: SubTask;
  /** 0: none. */
  value: number;
  onChange: (attempt: number) => void;
  /** The name of the field. */
  name: string;
  /** The text for "none". Without it one must be selected. */
  none?: string;
}

/** All attempts of a sub task with kind and result, the newest first. */
export function AttemptSelect({ subTask, value, onChange, name, none }: Props) {
  const t = useTexts(logMessages);
  const kinds = useTexts(attemptKinds);
  const results = useTexts(attemptResults);
  const triggers = useTexts(attemptTriggers);
  const options = subTask.attempts
    .map((attempt) => ({
      value: attempt.no,
      label: `${t.attemptNo(attempt.no)} · ${kinds[attempt.kind]} (${triggers[attempt.trigger]}) · ${attempt.result ? results[attempt.result] : t.running}`,
    }))
    .reverse();
  return (
    <Select
      size="small"
      aria-label={name}
      value={value}
      options={none === undefined ? options : [{ value: 0, label: none }, ...options]}
      popupMatchSelectWidth={false}
      onChange={onChange}
    />
  );
}
