import { describe, expect, it } from 'vitest';
import { fieldsOf, parseObject, patchOf, pointerOf, valueText } from './paramFields';

const schema = {
  properties: {
    tenant: { type: 'string', title: 'Tenant' }, mode: { enum: ['fast', 'safe'] }, count: { type: 'integer' }, force: { type: 'boolean' },
    password: { type: 'string', writeOnly: true }, zones: { type: 'array' }, unit: { properties: { cpu: { type: 'integer' }, memory: { type: 'string' } } },
  },
};
const params = { tenant: 't1', mode: 'safe', count: 3, force: false, password: '******', unit: { cpu: 2 } };

describe('fieldsOf', () => {
  it('has a field per parameter and per member of an object', () => {
    expect(fieldsOf(params, schema).map(({ pointer, kind, present }) => [pointer, kind, present])).toEqual([
      ['/tenant', 'text', 't1'], ['/mode', 'choice', 'safe'], ['/count', 'number', 3], ['/force', 'choice', false], ['/password', 'secret', '******'],
      ['/zones', 'json', undefined], ['/unit/cpu', 'number', 2], ['/unit/memory', 'text', undefined],
    ]);
  });

  it('needs no schema', () => {
    expect(fieldsOf({ a: 1, b: 'x', c: [1], d: { e: true }, f: '******' }, null).map(({ pointer, kind }) => [pointer, kind])).toEqual([
      ['/a', 'number'], ['/b', 'text'], ['/c', 'json'], ['/d/e', 'choice'], ['/f', 'secret'],
    ]);
  });
});

describe('patchOf', () => {
  const fields = fieldsOf(params, schema);

  it('has only what was changed, with its type', () => {
    expect(patchOf(fields, { '/count': '5', '/force': 'true', '/unit/cpu': '4', '/zones': '["z1"]', '/mode': 'fast' })).toEqual({
      mode: 'fast', count: 5, force: true, zones: ['z1'], unit: { cpu: 4 },
    });
    expect(patchOf(fields, {})).toEqual({});
  });

  it('leaves a wrong number to the daemon', () => {
    expect(patchOf(fields, { '/count': 'many' })).toEqual({ count: 'many' });
  });

  it('refuses a text that is no JSON', () => {
    expect(() => patchOf(fields, { '/zones': '[z1' })).toThrow(SyntaxError);
  });
});

it('reads objects only', () => {
  expect(parseObject('{"a": 1}')).toEqual({ a: 1 });
  expect([parseObject('[1]'), parseObject('null'), parseObject('{')]).toEqual([null, null, null]);
});

it('escapes names in pointers and writes values as one line', () => {
  expect(pointerOf(['a/b', 'c~d'])).toBe('/a~1b/c~0d');
  expect([valueText('x'), valueText(1), valueText([1, 'a']), valueText(undefined)]).toEqual(['x', '1', '[1,"a"]', '']);
});
