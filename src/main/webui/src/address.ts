import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';

/** New values by name. Null or empty: the parameter is left out. */
export type AddressValues = Record<string, string | null>;

export interface Address {
  parameters: URLSearchParams;
  /** Changes some parameters and keeps the others. Default: without a new entry in the browser's history. */
  change: (values: AddressValues, options?: { replace: boolean }) => void;
}

/** The parameters as they are now. Those of the last drawing may be older. */
export function currentParameters(): URLSearchParams {
  return new URLSearchParams(window.location.search);
}

export function withValues(before: URLSearchParams, values: AddressValues): URLSearchParams {
  const next = new URLSearchParams(before);
  for (const [name, value] of Object.entries(values)) {
    if (value) next.set(name, value);
    else next.delete(name);
  }
  return next;
}

/** The parameters of the page's address. A second change before the page is drawn keeps the first one. */
export function useAddress(): Address {
  const [parameters, setParameters] = useSearchParams();
  const change = useCallback(
    (values: AddressValues, options = { replace: true }) => setParameters(withValues(currentParameters(), values), options),
    [setParameters],
  );
  return { parameters, change };
}
