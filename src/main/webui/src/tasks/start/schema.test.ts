import { expect, it } from 'vitest';
import { controlFor, kindOf, MASK, pathOf, toForm, toParams, type Schema } from './schema';

const schema: Schema = {
  type: 'object',
  required: ['tenant'],
  properties: {
    tenant: { type: 'string' },
    count: { type: ['integer', 'null'], default: 3 },
    force: { type: 'boolean', default: false },
    password: { type: 'string', writeOnly: true, default: 'x' },
    zones: { type: 'array', items: { type: 'string' }, default: ['z1'] },
    unit: { type: 'object', properties: { cpu: { type: 'integer', default: 2 }, memory: { type: 'string' } } },
    units: { type: 'array', items: { type: 'object', required: ['zone'], properties: { zone: { type: 'string' } } } },
    labels: { type: 'object', additionalProperties: { type: 'string' } },
  },
};

it.each([
  [{ type: 'string' }, 'text'], [{ type: 'string', writeOnly: true }, 'password'], [{ enum: ['a', 1] }, 'enum'], [{ enum: [{}] }, 'json'],
  [{ type: 'integer' }, 'integer'], [{ type: ['number', 'null'] }, 'number'], [{ type: 'boolean' }, 'switch'],
  [{ type: 'object', properties: {} }, 'object'], [{ type: 'object' }, 'json'], [{ type: 'array', items: { type: 'integer' } }, 'list'],
  [{ type: 'array', items: { oneOf: [] } }, 'json'], [{ type: 'array' }, 'json'], [{ oneOf: [] }, 'json'], [{ type: ['string', 'integer'] }, 'json'], [{}, 'json'],
] as [Schema, string][])('%j is drawn as %s', (one, kind) => {
  expect(kindOf(one)).toBe(kind);
});

it('starts with the defaults, without secrets', () => {
  expect(toForm(schema, undefined)).toEqual({
    tenant: undefined, count: 3, force: false, password: undefined, zones: ['z1'], unit: { cpu: 2, memory: undefined }, units: undefined, labels: undefined,
  });
});

it('takes over parameters of a task, without what is masked', () => {
  const form = toForm(schema, { tenant: 't1', count: 5, password: MASK, zones: [MASK, 'z2'], units: [{ zone: 'z1' }], labels: { a: 'b' } });
  expect(form).toMatchObject({ tenant: 't1', count: 5, zones: [undefined, 'z2'], units: [{ zone: 'z1' }] });
  expect((form as { password?: unknown; labels: string }).password).toBeUndefined();
  expect((form as { labels: string }).labels).toBe('{\n  "a": "b"\n}');
});

it('leaves out what is empty, and keeps a list that was emptied against its default', () => {
  expect(toParams(schema, { tenant: '', count: null, password: '', zones: [], unit: {}, units: [], labels: ' ' }, true)).toEqual({ zones: [] });
  expect(toParams(schema, { tenant: 't', force: false, unit: { memory: '4G' }, units: [{ zone: '' }, { zone: 'z' }], labels: '{"a": 1}' }, true)).toEqual({
    tenant: 't', force: false, zones: [], unit: { memory: '4G' }, units: [{}, { zone: 'z' }], labels: { a: 1 },
  });
  expect(() => toParams(schema, { labels: '{' })).toThrow();
});

it('finds the control of an error', () => {
  const at = (pointer: string) => controlFor(schema, pathOf(pointer));
  expect(at('/unit/cpu')).toEqual(['unit', 'cpu']);
  expect(at('/zones/0')).toEqual(['zones', 0]);
  expect(at('/zones')).toEqual(['zones']);
  expect(at('/units/1/zone')).toEqual(['units', 1, 'zone']);
  expect(at('/units/1/other')).toEqual(['units']);
  expect(at('/labels/a~1b')).toEqual(['labels']);
  expect(at('/other')).toBeNull();
  expect(at('/unit')).toBeNull();
});
