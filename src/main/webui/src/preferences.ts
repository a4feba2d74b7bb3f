import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}

/**
 * A setting of this browser, shared by all components that use the same name.
 *
 * @param name without prefix
 */
export function usePreference(name: string, standard: string): [string, (value: string) => void] {
  const key = `obtaskd.${name}`;
  const value = useSyncExternalStore(subscribe, () => localStorage.getItem(key) ?? standard);
  const set = (next: string) => {
    localStorage.setItem(key, next);
    listeners.forEach((listener) => listener());
  };
  return [value, set];
}
