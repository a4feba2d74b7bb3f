import { useEffect, useEffectEvent, useRef } from 'react';
import { useLocation } from 'react-router-dom';

/**
 * Calls `onLocate` when the page selects a sub task in the address ("locate current progress"), also when it is selected already:
 * then the same address is opened once more. A current sub task that changes by itself is no request.
 *
 * @return marks a selection that comes from the view itself
 */
export function useLocateRequests(onLocate: () => void): (subTaskId: string) => void {
  const { key, search } = useLocation();
  const own = useRef<string | null>(null);
  const before = useRef({ key, search });
  const locate = useEffectEvent(onLocate);
  useEffect(() => {
    const last = before.current;
    if (last.key === key) return;
    before.current = { key, search };
    const selected = subTaskIn(search);
    const isOwn = own.current !== null && own.current === selected;
    own.current = null;
    if (selected !== null && !isOwn && (last.search === search || subTaskIn(last.search) !== selected)) locate();
  }, [key, search]);
  return (subTaskId) => (own.current = subTaskId);
}

function subTaskIn(search: string): string | null {
  return new URLSearchParams(search).get('sub');
}
