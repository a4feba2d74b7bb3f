import { App } from 'antd';
import { useState } from 'react';
import type { TaskDetail } from '../../api/types';
import { useErrorText } from '../../components/ProblemAlert';
import { findError } from '../../log/findError';
import { currentSubTasks, nextIndex } from './locate';
import { hasFailed } from './tree';
import type { Selection } from './useSelection';

export interface Locate {
  locate: () => void;
  /** The place among the current sub tasks, from 1; null before the first press. */
  at: number | null;
  of: number;
  /** How often it was pressed: the log starts anew. */
  presses: number;
}

/** Shows the current sub task with its first error; pressed again, the next one. */
export function useLocate(task: TaskDetail, { selected, select }: Selection): Locate {
  const { message } = App.useApp();
  const errorText = useErrorText();
  const [located, setLocated] = useState<{ id: string | null; presses: number }>({ id: null, presses: 0 });
  const found = currentSubTasks(task);
  const locate = async () => {
    const next = found[nextIndex(found, selected, located.id === selected)];
    if (!next) return;
    let line: number | null = null;
    if (hasFailed(next) && next.attempt > 0) {
      const focus = task.focus;
      try {
        line = focus?.subTaskId === next.id && focus.attempt === next.attempt ? focus.line : await findError(next.id, next.attempt, 1, 'next');
      } catch (error) {
        void message.error(errorText(error));
      }
    }
    setLocated({ id: next.id, presses: located.presses + 1 });
    select({ subTaskId: next.id, attempt: line ? next.attempt : null, line });
  };
  const at = located.id !== null && located.id === selected ? found.findIndex(({ id }) => id === selected) : -1;
  return { locate: () => void locate(), at: at < 0 ? null : at + 1, of: found.length, presses: located.presses };
}
