import { useEffect, useEffectEvent, useRef } from 'react';
import { useLocation } from 'react-router-dom';

/**
 * Calls `onLocate` when something outside of the view selects a sub task ("locate current progress" at the top of the page), also
 * when it is selected already: then the same address is opened once more.
 *
 * @return marks a selection that comes from the view itself
 */
export function useLocateRequests(selected: string | null, onLocate: () => void): (subTaskId: string) => void {
  const { key, search } = useLocation();
  const own = useRef<string | null>(null);
  const before = useRef({ key, search, selected });
  const locate = useEffectEvent(onLocate);
  useEffect(() => {
    const last = before.current;
    before.current = { key, search, selected };
    const changed = last.selected !== selected;
    const repeated = last.key !== key && last.search === search;
    const isOwn = own.current !== null && own.current === selected;
    own.current = null;
    if ((changed || repeated) && selected !== null && last.selected !== null && !isOwn) locate();
  }, [key, search, selected]);
  return (subTaskId) => (own.current = subTaskId);
}
