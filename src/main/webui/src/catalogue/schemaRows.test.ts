import { expect, it } from 'vitest';
import { parameterRows } from './schemaRows';

const WORDS = { length: 'length', items: 'items' };

it('lists nested parameters after their object', () => {
  const rows = parameterRows({
    type: 'object',
    required: ['tenant'],
    properties: {
      tenant: { type: 'string', title: 'Tenant', description: 'Its name', pattern: '^[a-z]+$', maxLength: 32 },
      unit: { type: 'object', required: ['cpu'], properties: { cpu: { type: 'integer', minimum: 1, default: 2 } } },
      zones: { type: 'array', maxItems: 5, items: { type: 'object', properties: { name: { enum: ['a', 'b'] } } } },
    },
  }, WORDS);
  expect(rows.map(({ name, type, required }) => [name, type, required])).toEqual([
    ['tenant', 'string', true], ['unit', 'object', false], ['unit.cpu', 'integer', true], ['zones', 'object[]', false], ['zones[].name', 'string', false],
  ]);
  expect(rows[0]?.limits).toEqual(['length ≤ 32', '^[a-z]+$']);
  expect(rows[2]).toMatchObject({ standard: '2', limits: ['≥ 1'] });
  expect(rows[3]?.limits).toEqual(['items ≤ 5']);
  expect(rows[4]?.limits).toEqual(['a | b']);
});

it('shows no value of a secret', () => {
  expect(parameterRows({ properties: { password: { type: 'string', writeOnly: true, default: 'hidden' } } }, WORDS)[0])
    .toMatchObject({ secret: true, standard: '' });
});

it('has no rows without parameters', () => {
  expect(parameterRows(null, WORDS)).toEqual([]);
  expect(parameterRows({ type: 'object' }, WORDS)).toEqual([]);
});
