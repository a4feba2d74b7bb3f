import { expect, it } from 'vitest';
import { withValues } from './address';

it('changes some parameters and keeps the others', () => {
  const before = new URLSearchParams('sub=1&line=3&view=flow');
  expect(withValues(before, { line: '4', attempt: '2' }).toString()).toBe('sub=1&line=4&view=flow&attempt=2');
  expect(before.toString()).toBe('sub=1&line=3&view=flow');
});

it('leaves out a parameter without a value', () => {
  expect(withValues(new URLSearchParams('q=disk&name=a&x=1'), { q: '', name: null }).toString()).toBe('x=1');
});
