import { useMemo } from 'react';
import { currentParameters, useAddress, withValues } from '../address';

/** What is shown of a log, in the address of the page. */
export interface LogAddress {
  /** Null: the latest attempt. */
  attempt: number | null;
  /** The line that is marked. */
  line: number | null;
  setAttempt: (attempt: number | null) => void;
  /** The line as the address has it now. */
  currentLine: () => number | null;
  setLine: (line: number | null, attempt: number) => void;
  /** The address of a line. */
  linkTo: (line: number, attempt: number) => string;
  /** Keeps the sub task selected while others become current. */
  pin: () => void;
}

function positive(text: string | null): number | null {
  return text !== null && /^[1-9][0-9]{0,14}$/.test(text) ? Number(text) : null;
}

/** The part of the address that belongs to the log of a sub task. Values for another sub task do not count. */
export function useLogAddress(subTaskId: string): LogAddress {
  const { parameters, change } = useAddress();
  const selected = parameters.get('sub');
  const own = selected === null || selected === subTaskId;
  const attempt = own ? positive(parameters.get('attempt')) : null;
  const line = own ? positive(parameters.get('line')) : null;
  return useMemo(() => {
    return {
      attempt,
      line,
      setAttempt: (no) => change({ sub: subTaskId, attempt: no === null ? null : String(no), line: null }),
      currentLine: () => positive(currentParameters().get('line')),
      setLine: (n, no) => change(n === null ? { line: null } : { sub: subTaskId, attempt: String(no), line: String(n) }),
      linkTo: (n, no) => {
        const next = withValues(currentParameters(), { sub: subTaskId, attempt: String(no), line: String(n) });
        return `${window.location.pathname}?${next}`;
      },
      pin: () => {
        if (selected === null) change({ sub: subTaskId });
      },
    };
  }, [attempt, line, subTaskId, selected, change]);
}
