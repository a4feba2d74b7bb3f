import type { JsonObject } from '../api/types';

/** A parameter of an operation, as a row of a table. */
export interface ParameterRow {
  /** With the names of the objects around it, for example `unit.cpu`; `[]` stands for the items of an array. */
  name: string;
  title: string;
  type: string;
  required: boolean;
  secret: boolean;
  /** As JSON; empty if there is none. */
  standard: string;
  /** For example `≥ 1`, or a list of values. */
  limits: string[];
  description: string;
}

type Schema = Record<string, unknown>;

/** Words of the limits in the language of the page. */
export interface LimitWords {
  length: string;
  items: string;
}

/** The parameters of a JSON Schema, nested ones after their object. */
export function parameterRows(schema: JsonObject | null, words: LimitWords, prefix = ''): ParameterRow[] {
  const properties = objectOf((schema as Schema | null)?.['properties']);
  const required = listOf((schema as Schema | null)?.['required']);
  return Object.entries(properties).flatMap(([key, value]) => {
    const property = objectOf(value);
    const name = prefix + key;
    const items = objectOf(property['items']);
    return [
      row(name, property, required.includes(key), words),
      ...parameterRows(property as JsonObject, words, `${name}.`),
      ...parameterRows(items as JsonObject, words, `${name}[].`),
    ];
  });
}

function row(name: string, schema: Schema, required: boolean, words: LimitWords): ParameterRow {
  return {
    name,
    required,
    title: textOf(schema['title']),
    type: typeOf(schema),
    secret: schema['writeOnly'] === true,
    // A secret has no value to show.
    standard: schema['default'] === undefined || schema['writeOnly'] === true ? '' : JSON.stringify(schema['default']),
    limits: limitsOf(schema, words),
    description: textOf(schema['description']),
  };
}

function typeOf(schema: Schema): string {
  const type = Array.isArray(schema['type']) ? schema['type'].join(' | ') : textOf(schema['type']);
  if (type === 'array') return `${typeOf(objectOf(schema['items'])) || 'any'}[]`;
  return type || (schema['enum'] ? 'string' : '');
}

const LIMITS: [string, (value: unknown, words: LimitWords) => string][] = [
  ['minimum', (v) => `≥ ${v}`], ['exclusiveMinimum', (v) => `> ${v}`], ['maximum', (v) => `≤ ${v}`], ['exclusiveMaximum', (v) => `< ${v}`],
  ['minLength', (v, { length }) => `${length} ≥ ${v}`], ['maxLength', (v, { length }) => `${length} ≤ ${v}`], ['minItems', (v, { items }) => `${items} ≥ ${v}`], ['maxItems', (v, { items }) => `${items} ≤ ${v}`],
  ['pattern', (v) => String(v)], ['format', (v) => String(v)],
];

function limitsOf(schema: Schema, words: LimitWords): string[] {
  const values = Array.isArray(schema['enum']) ? [schema['enum'].map((value) => (typeof value === 'string' ? value : JSON.stringify(value))).join(' | ')] : [];
  const own = LIMITS.filter(([key]) => schema[key] !== undefined).map(([key, text]) => text(schema[key], words));
  const items = schema['type'] === 'array' ? limitsOf(objectOf(schema['items']), words).map((limit) => `[] ${limit}`) : [];
  return [...values, ...own, ...items];
}

function objectOf(value: unknown): Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Schema) : {};
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
