import type { JsonObject } from '../../api/types';

/** The part of a JSON Schema that the form uses. The daemon checks the values. */
export interface ParamSchema {
  type?: string | string[];
  title?: string;
  description?: string;
  enum?: unknown[];
  writeOnly?: boolean;
  properties?: Record<string, ParamSchema>;
}

export type FieldKind = 'text' | 'number' | 'boolean' | 'choice' | 'secret' | 'json';

/** A parameter that can be changed. */
export interface ParamField {
  /** JSON pointer, as in errors and changes of the daemon. */
  pointer: string;
  path: string[];
  title: string | null;
  description: string | null;
  kind: FieldKind;
  options: unknown[];
  /** Undefined: the parameter has no value. */
  present: unknown;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function pointerOf(path: readonly string[]): string {
  return path.map((name) => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** The parameters of a task, those without a value too if the schema of the operation is known. Members of objects are fields of their own. */
export function fieldsOf(params: JsonObject, schema: ParamSchema | null, path: string[] = []): ParamField[] {
  const properties = schema?.properties ?? {};
  const names = [...new Set([...Object.keys(properties), ...Object.keys(params)])];
  return names.flatMap((name) => {
    const own = properties[name] ?? null;
    const present = params[name];
    const place = [...path, name];
    if (own?.properties || (isObject(present) && Object.keys(present).length > 0)) {
      return fieldsOf(isObject(present) ? present : {}, own, place);
    }
    return [{ pointer: pointerOf(place), path: place, title: own?.title ?? null, description: own?.description ?? null, kind: kindOf(own, present), options: optionsOf(own), present }];
  });
}

function kindOf(schema: ParamSchema | null, present: unknown): FieldKind {
  if (schema?.writeOnly || present === '******') return 'secret';
  if (schema?.enum) return 'choice';
  const type = typeof schema?.type === 'string' ? schema.type : typeof present;
  if (type === 'boolean') return 'choice';
  if (type === 'integer' || type === 'number') return 'number';
  return type === 'string' || type === 'undefined' ? 'text' : 'json';
}

function optionsOf(schema: ParamSchema | null): unknown[] {
  return schema?.enum ?? [true, false];
}

/** The value that a user's text means. A text that is no number stays a text: the daemon says what is wrong with it. */
export function valueOf(field: ParamField, text: string): unknown {
  switch (field.kind) {
    case 'number': return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
    case 'choice': return field.options.find((option) => String(option) === text) ?? text;
    case 'json': return JSON.parse(text);
    default: return text;
  }
}

/** The JSON merge patch of the changed fields, by pointer. Throws SyntaxError if a field needs JSON and has none. */
export function patchOf(fields: readonly ParamField[], edits: Readonly<Record<string, string>>): JsonObject {
  const patch: Record<string, unknown> = {};
  for (const field of fields) {
    const text = edits[field.pointer];
    if (text === undefined) continue;
    let object = patch;
    for (const name of field.path.slice(0, -1)) object = (object[name] ??= {}) as Record<string, unknown>;
    object[field.path.at(-1)!] = valueOf(field, text);
  }
  return patch as JsonObject;
}

/** The object in a text, or null. */
export function parseObject(text: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? (value as JsonObject) : null;
  } catch {
    return null;
  }
}

/** A value as one line. */
export function valueText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value) ?? '';
}
