import { expect, it } from 'vitest';
import { filterOf, instantOf, localInput, withFilter } from './auditFilter';

it('reads the filters of the address and ignores others and empty ones', () => {
  expect(filterOf(new URLSearchParams('actor=ann&result=REFUSED&other=1&address='))).toEqual({ actor: 'ann', result: 'REFUSED' });
});

it('changes one filter and keeps the rest of the address', () => {
  const params = new URLSearchParams('actor=ann&x=1');
  expect(withFilter(params, 'taskId', ' 5 ').toString()).toBe('actor=ann&x=1&taskId=5');
  expect(withFilter(params, 'actor', '').toString()).toBe('x=1');
  expect(params.get('actor')).toBe('ann');
});

it('converts between instants and local date and time', () => {
  const instant = '2026-11-29T06:40:00.000Z';
  expect(instantOf(localInput(instant))).toBe(instant);
  expect(localInput('yesterday')).toBe('');
  expect(localInput(undefined)).toBe('');
  expect(instantOf('')).toBe('');
});
