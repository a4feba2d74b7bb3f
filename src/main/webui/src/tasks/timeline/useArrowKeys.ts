import type { KeyboardEvent, RefObject } from 'react';

/**
 * Arrow keys move the focus between the bars: left and right within a row, up and down to the nearest bar of the next row that has one.
 * From the chart itself, an arrow key leads to the first bar.
 * Rows are elements with `data-row`, bars have `data-bar`.
 */
export function useArrowKeys(chart: RefObject<HTMLElement | null>): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.target === chart.current && event.key.startsWith('Arrow')) {
      event.preventDefault();
      barsOf(chart.current)[0]?.focus();
      return;
    }
    const bar = (event.target as HTMLElement).closest<HTMLElement>('[data-bar]');
    const row = bar?.closest('[data-row]');
    if (!bar || !row || !chart.current) return;
    const next = nextBar(chart.current, row, bar, event.key);
    if (next === null) return;
    event.preventDefault();
    event.stopPropagation();
    next?.focus();
  };
}

/** The next bar, undefined at the end, or null if the key has no meaning here. */
function nextBar(chart: HTMLElement, row: Element, bar: HTMLElement, key: string): HTMLElement | undefined | null {
  const bars = barsOf(row);
  const index = bars.indexOf(bar);
  if (key === 'ArrowLeft') return bars[index - 1];
  if (key === 'ArrowRight') return bars[index + 1];
  if (key === 'Home') return bars[0];
  if (key === 'End') return bars.at(-1);
  if (key !== 'ArrowUp' && key !== 'ArrowDown') return null;
  const rows = [...chart.querySelectorAll('[data-row]')].filter((one) => one === row || barsOf(one).length);
  const there = rows[rows.indexOf(row) + (key === 'ArrowUp' ? -1 : 1)];
  const distance = (one: HTMLElement) => Math.abs(Number.parseFloat(one.style.left) - Number.parseFloat(bar.style.left));
  return there && barsOf(there).sort((a, b) => distance(a) - distance(b))[0];
}

function barsOf(row: Element): HTMLElement[] {
  return [...row.querySelectorAll<HTMLElement>('[data-bar]')];
}
