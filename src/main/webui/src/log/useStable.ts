import { useInsertionEffect, useRef, useState } from 'react';

type Functions = Record<string, (...values: never[]) => unknown>;

/** The same functions for the life of the component; each calls the latest one of its name. Not to be called while rendering. */
export function useStable<T extends Functions>(functions: T): T {
  const latest = useRef(functions);
  useInsertionEffect(() => {
    latest.current = functions;
  });
  const [stable] = useState(() =>
    Object.fromEntries(Object.keys(functions).map((name) => [name, (...values: never[]) => latest.current[name]?.(...values)])) as unknown as T);
  return stable;
}
