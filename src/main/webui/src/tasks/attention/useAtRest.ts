import { useEffect, useRef, useState } from 'react';

const REST_MS = 1000;
const INPUTS = ['pointermove', 'pointerdown', 'keydown'] as const;

/**
 * The value, but a change of it only when pointer and keyboard have rested for a second: what it moves on the page must
 * not be what the user is about to click. The first value that is not undefined comes at once.
 */
export function useAtRest<T>(value: T | undefined): T | undefined {
  const lastInput = useRef(-REST_MS);
  const [shown, setShown] = useState(value);
  if (shown === undefined && value !== undefined) setShown(value);
  useEffect(() => {
    const note = () => {
      lastInput.current = performance.now();
    };
    for (const input of INPUTS) document.addEventListener(input, note, { capture: true, passive: true });
    return () => {
      for (const input of INPUTS) document.removeEventListener(input, note, { capture: true });
    };
  }, []);
  useEffect(() => {
    if (value === shown || shown === undefined) return;
    let timer = 0;
    // By the time of the last input, since values may change more often than once a second.
    const show = () => {
      const left = lastInput.current + REST_MS - performance.now();
      if (left > 0) timer = window.setTimeout(show, left);
      else setShown(value);
    };
    timer = window.setTimeout(show);
    return () => clearTimeout(timer);
  }, [value, shown]);
  return shown;
}
