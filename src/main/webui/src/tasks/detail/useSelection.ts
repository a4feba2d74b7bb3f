import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';
import type { TaskDetail } from '../../api/types';
import { currentSubTasks } from './locate';

export const VIEWS = ['log', 'flow', 'timeline'] as const;
export type View = (typeof VIEWS)[number];

export interface Place {
  subTaskId: string;
  attempt?: number | null;
  line?: number | null;
  view?: View;
}

export interface Selection {
  view: View;
  setView: (view: View) => void;
  /** The sub task that is shown: the user's choice, else the current one. */
  selected: string | null;
  /** Whether the user has chosen it. Then it stays while states change. */
  chosen: boolean;
  select: (place: Place) => void;
}

/** View and selected sub task, in the address of the page. */
export function useSelection(task: TaskDetail | undefined): Selection {
  const [parameters, setParameters] = useSearchParams();
  const asked = parameters.get('view');
  const view = VIEWS.find((name) => name === asked) ?? 'log';
  const sub = parameters.get('sub');
  const chosen = !!task?.subTasks.some((subTask) => subTask.id === sub);
  const selected = chosen ? sub : task ? (currentSubTasks(task)[0]?.id ?? null) : null;

  const setView = useCallback(
    (next: View) => setParameters((before) => withValues(before, { view: next === 'log' ? null : next })),
    [setParameters],
  );
  const select = useCallback(
    (place: Place) =>
      setParameters(
        (before) =>
          withValues(before, {
            sub: place.subTaskId,
            attempt: place.attempt ? String(place.attempt) : null,
            line: place.line ? String(place.line) : null,
            ...(place.view ? { view: place.view === 'log' ? null : place.view } : {}),
          }),
        { replace: true },
      ),
    [setParameters],
  );
  return { view, setView, selected, chosen, select };
}

function withValues(before: URLSearchParams, values: Record<string, string | null>): URLSearchParams {
  const next = new URLSearchParams(before);
  for (const [name, value] of Object.entries(values)) {
    if (value === null) next.delete(name);
    else next.set(name, value);
  }
  return next;
}
