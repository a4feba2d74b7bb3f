import { useCallback } from 'react';
import { useAddress, type AddressValues } from '../../address';
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
  const { parameters, change } = useAddress();
  const asked = parameters.get('view');
  const view = VIEWS.find((name) => name === asked) ?? 'log';
  const sub = parameters.get('sub');
  const chosen = !!task?.subTasks.some((subTask) => subTask.id === sub);
  const selected = chosen ? sub : task ? (currentSubTasks(task)[0]?.id ?? null) : null;

  const setView = useCallback((next: View) => change(viewValue(next), { replace: false }), [change]);
  const select = useCallback(
    (place: Place) =>
      change({
        sub: place.subTaskId,
        attempt: place.attempt ? String(place.attempt) : null,
        line: place.line ? String(place.line) : null,
        ...(place.view ? viewValue(place.view) : {}),
      }),
    [change],
  );
  return { view, setView, selected, chosen, select };
}

function viewValue(view: View): AddressValues {
  return { view: view === 'log' ? null : view };
}
