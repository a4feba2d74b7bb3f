import { useEffect, useRef, useState } from 'react';

/**
 * Gives the focus back to the element that had it when the component was mounted. For dialogs that are removed when
 * they close: the component library returns the focus only of dialogs that stay.
 */
export function useReturnFocus(): void {
  const [opener] = useState(() => document.activeElement);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    // Strict mode removes and mounts a component again at once.
    clearTimeout(timer.current);
    return () => {
      timer.current = setTimeout(() => {
        if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
      });
    };
  }, [opener]);
}
