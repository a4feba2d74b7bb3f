import { expect, it } from 'vitest';
import type { Problem } from '../../api/types';
import { contains, fieldErrors } from './errors';
import type { Schema } from './schema';

const schema: Schema = { type: 'object', properties: { unit: { type: 'object', properties: { cpu: { type: 'integer' } } }, labels: { type: 'object' } } };
const problem = (fields: string[]) => ({ errors: fields.map((field) => ({ field, value: null, message: `wrong ${field}` })) }) as unknown as Problem;

it('sorts errors by the control that shows them', () => {
  expect(fieldErrors(problem(['/params/unit/cpu', '/params/labels/a', '/params/labels/b', '/hosts/0', '/params/other', '/operation']), schema)).toEqual({
    fields: [
      { name: ['params', 'unit', 'cpu'], errors: ['wrong /params/unit/cpu'] },
      { name: ['params', 'labels'], errors: ['a: wrong /params/labels/a', 'b: wrong /params/labels/b'] },
      { name: ['hosts'], errors: ['0: wrong /hosts/0'] },
    ],
    others: [
      { field: '/params/other', value: null, message: 'wrong /params/other' },
      { field: '/operation', value: null, message: 'wrong /operation' },
    ],
  });
  expect(fieldErrors({} as Problem, schema)).toEqual({ fields: [], others: [] });
});

it('knows whether a change contains a control', () => {
  const zones: string[] = [];
  zones[1] = 'z2';
  expect(contains({ params: { unit: { cpu: 1 } } }, ['params', 'unit', 'cpu'])).toBe(true);
  expect(contains({ params: { unit: { cpu: 1 } } }, ['params', 'unit', 'memory'])).toBe(false);
  expect(contains({ params: { zones } }, ['params', 'zones', 1])).toBe(true);
  expect(contains({ params: { zones } }, ['params', 'zones', 0])).toBe(false);
  expect(contains({ params: null }, ['params', 'unit'])).toBe(false);
});
