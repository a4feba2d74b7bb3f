import { useEffect, useEffectEvent } from 'react';

/** Actions by key: `j`, `N`, `Escape`, or two keys one after the other: `g g`. */
export type KeyMap = Record<string, () => void>;

const SEQUENCE_MS = 800;

/** Whether the user is typing, or a dialog or a menu has the keyboard. */
export function takesKeys(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable ||
    ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName) ||
    target.closest('.ant-modal, .ant-select-dropdown, .ant-dropdown, [role="menu"]') !== null
  );
}

/** Enter acts on the element that has the focus, if there is one. */
function belongsToFocus(event: KeyboardEvent): boolean {
  return event.key === 'Enter' && event.target instanceof HTMLElement && event.target !== document.body && event.target.id !== 'content';
}

/** Whether a dialog is open. Keys of the page do nothing meanwhile. */
function dialogIsOpen(): boolean {
  return [...document.querySelectorAll('.ant-modal-wrap')].some((dialog) => (dialog as HTMLElement).style.display !== 'none');
}

/** Runs actions when keys are pressed outside of fields. Keys with Ctrl, Alt or Meta belong to the browser. */
export function useKeys(keys: KeyMap, enabled = true): void {
  const onKey = useEffectEvent((event: KeyboardEvent, before: string | null): string | null => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented || takesKeys(event.target) || belongsToFocus(event) || dialogIsOpen()) return null;
    const action = keys[before === null ? event.key : `${before} ${event.key}`] ?? keys[event.key];
    if (action) {
      event.preventDefault();
      action();
      return null;
    }
    return Object.keys(keys).some((name) => name.startsWith(`${event.key} `)) ? event.key : null;
  });
  useEffect(() => {
    if (!enabled) return;
    let before: string | null = null;
    let at = 0;
    const listener = (event: KeyboardEvent) => {
      before = onKey(event, event.timeStamp - at < SEQUENCE_MS ? before : null);
      at = event.timeStamp;
    };
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, [enabled]);
}
