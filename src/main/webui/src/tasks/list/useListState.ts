import { useMemo } from 'react';
import { useLocation, useNavigate, useSearchParams } from 'react-router-dom';
import { readListState, writeListState, type ListState } from './listState';

/** The cursors of the pages before the present one. They belong to the entry of the browser's history, not to the link. */
interface HistoryState {
  cursors: string[];
}

export interface ListNavigation {
  state: ListState;
  set: (next: ListState) => void;
  nextPage: (cursor: string) => void;
  previousPage: () => void;
}

/** The state of the list. It is in the address, so that each view can be shared. */
export function useListState(): ListNavigation {
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const location = useLocation();
  const state = useMemo(() => readListState(search), [search]);
  const cursors = (location.state as HistoryState | null)?.cursors ?? [];
  const go = (next: ListState, history: HistoryState | null) => {
    void navigate({ pathname: '/tasks', search: writeListState(next).toString() }, { state: history });
  };
  return {
    state,
    set: (next) => go(next, null),
    nextPage: (cursor) => go({ ...state, cursor, page: state.page + 1 }, { cursors: [...cursors, state.cursor] }),
    // Without the cursors of earlier pages, as after a link was opened, the first page is the previous one.
    previousPage: () => {
      const cursor = cursors.at(-1) ?? '';
      go({ ...state, cursor, page: cursor ? state.page - 1 : 1 }, { cursors: cursors.slice(0, -1) });
    },
  };
}
