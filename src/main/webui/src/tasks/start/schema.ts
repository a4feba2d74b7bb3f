/** The part of a JSON Schema (2020-12) that the form draws. Anything else is edited as JSON text. */
export interface Schema {
  type?: string | string[];
  title?: string;
  description?: string;
  enum?: unknown[];
  default?: unknown;
  format?: string;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  properties?: Record<string, Schema>;
  additionalProperties?: unknown;
  required?: string[];
  items?: Schema;
  writeOnly?: boolean;
}

export type FieldKind = 'text' | 'password' | 'enum' | 'integer' | 'number' | 'switch' | 'object' | 'list' | 'json';
export type Path = (string | number)[];

/** Keywords that decide what is valid and that a single control cannot show. */
const UNKNOWN = ['$ref', '$dynamicRef', 'oneOf', 'anyOf', 'allOf', 'not', 'if', 'patternProperties', 'prefixItems', 'const', 'dependentSchemas'];

/** The daemon shows this in place of a secret. */
export const MASK = '******';

/** The control for a value of the schema. */
export function kindOf(schema: Schema): FieldKind {
  if (UNKNOWN.some((keyword) => keyword in schema)) return 'json';
  if (schema.enum) return schema.enum.every((value) => typeof value === 'string' || typeof value === 'number') ? 'enum' : 'json';
  switch (typeOf(schema)) {
    case 'string': return schema.writeOnly ? 'password' : 'text';
    case 'integer': return 'integer';
    case 'number': return 'number';
    case 'boolean': return 'switch';
    case 'object': return schema.properties && !isOpen(schema) ? 'object' : 'json';
    case 'array': return schema.items && kindOf(schema.items) !== 'json' ? 'list' : 'json';
    default: return 'json';
  }
}

/** The only type, or the only one beside null. */
function typeOf(schema: Schema): string | undefined {
  const types = [schema.type ?? []].flat().filter((type) => type !== 'null');
  return types.length === 1 ? types[0] : undefined;
}

/** Whether the object may have properties with names that the schema does not list. */
function isOpen(schema: Schema): boolean {
  return typeof schema.additionalProperties === 'object';
}

/**
 * The value of the form for a value of the parameters. Without a value: the default of the schema.
 *
 * Secrets stay empty: the daemon shows only a mask.
 */
export function toForm(schema: Schema, value: unknown): unknown {
  const kind = kindOf(schema);
  if (kind === 'password' || value === MASK) return undefined;
  const given = value === undefined ? schema.default : value;
  if (kind === 'object') {
    const object = isObject(given) ? given : {};
    return Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, property]) => [name, toForm(property, object[name])]));
  }
  if (kind === 'list') return Array.isArray(given) ? given.map((item) => toForm(schema.items ?? {}, item)) : undefined;
  if (kind === 'json') return given === undefined ? undefined : JSON.stringify(given, null, 2);
  return given ?? undefined;
}

/** The value of the parameters for a value of the form. Undefined: left out, so that the daemon applies the default. */
export function toParams(schema: Schema, value: unknown, required = false): unknown {
  const kind = kindOf(schema);
  if (kind === 'object') {
    const object = isObject(value) ? value : {};
    const entries = Object.entries(schema.properties ?? {})
      .map(([name, property]) => [name, toParams(property, object[name], schema.required?.includes(name))] as const)
      .filter(([, one]) => one !== undefined);
    return entries.length || required ? Object.fromEntries(entries) : undefined;
  }
  if (kind === 'list') {
    const items = (Array.isArray(value) ? value : []).map((item) => toParams(schema.items ?? {}, item, true)).filter((item) => item !== undefined);
    return items.length || (Array.isArray(schema.default) && schema.default.length) ? items : undefined;
  }
  if (kind === 'json') return typeof value === 'string' && value.trim() ? (JSON.parse(value) as unknown) : undefined;
  return value === '' || value === null ? undefined : value;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Splits a JSON pointer. Numbers become indices. */
export function pathOf(pointer: string): Path {
  return pointer.split('/').slice(1).map((part) => (/^\d+$/.test(part) ? Number(part) : part.replaceAll('~1', '/').replaceAll('~0', '~')));
}

/** The path of the control that shows an error at the path below `params`. Null: no control shows it. */
export function controlFor(schema: Schema, path: Path): Path | null {
  const kind = kindOf(schema);
  const [first, ...rest] = path;
  if (first === undefined) return kind === 'object' ? null : [];
  let next: Schema | undefined;
  if (kind === 'object') next = schema.properties?.[String(first)];
  else if (kind === 'list') next = schema.items;
  else return [];
  const below = next && controlFor(next, rest);
  if (below) return [first, ...below];
  return kind === 'list' ? [] : null;
}

/** The text of a control's name: the title of the schema, else the name of the property. */
export function labelOf(name: string | number, schema: Schema): string {
  return schema.title ?? (typeof name === 'number' ? `${name + 1}` : name);
}
