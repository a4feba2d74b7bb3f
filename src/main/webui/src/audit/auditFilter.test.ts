import { expect, it } from 'vitest';
import { filterOf, instantOf, localInput } from './auditFilter';

it('reads the filters of the address and ignores others and empty ones', () => {
  expect(filterOf(new URLSearchParams('actor=ann&result=REFUSED&other=1&address='))).toEqual({ actor: 'ann', result: 'REFUSED' });
});

it('converts between instants and local date and time', () => {
  const instant = '2026-11-29T06:40:00.000Z';
  expect(instantOf(localInput(instant))).toBe(instant);
  expect(localInput('yesterday')).toBe('');
  expect(localInput(undefined)).toBe('');
  expect(instantOf('')).toBe('');
});
