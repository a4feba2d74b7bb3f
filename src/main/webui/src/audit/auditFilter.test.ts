import { expect, it } from 'vitest';
import { filterOf } from './auditFilter';

it('reads the filters of the address and ignores others and empty ones', () => {
  expect(filterOf(new URLSearchParams('actor=ann&result=REFUSED&other=1&address='))).toEqual({ actor: 'ann', result: 'REFUSED' });
});
