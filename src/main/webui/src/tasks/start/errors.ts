import type { FieldError, Problem } from '../../api/types';
import { controlFor, pathOf, type Path, type Schema } from './schema';

export interface FieldErrors {
  /** Errors by the control that shows them. */
  fields: { name: Path; errors: string[] }[];
  /** Errors that no control shows. */
  others: FieldError[];
}

/** Sorts the errors of a refused request by the controls of the form. Their fields are JSON pointers into the body. */
export function fieldErrors(problem: Problem, schema: Schema): FieldErrors {
  const byControl = new Map<string, { name: Path; errors: string[] }>();
  const others: FieldError[] = [];
  for (const error of problem.errors ?? []) {
    const name = controlOf(pathOf(error.field), schema);
    if (!name) {
      others.push(error);
      continue;
    }
    const key = JSON.stringify(name);
    const rest = pathOf(error.field).slice(name.length).join('/');
    const text = rest ? `${rest}: ${error.message}` : error.message;
    byControl.set(key, { name, errors: [...(byControl.get(key)?.errors ?? []), text] });
  }
  return { fields: [...byControl.values()], others };
}

function controlOf([first, ...rest]: Path, schema: Schema): Path | null {
  if (first === 'params') {
    const below = controlFor(schema, rest);
    return below && below.length ? ['params', ...below] : null;
  }
  return first === 'hosts' || first === 'reason' ? [first] : null;
}

/** Whether a change of the form, as nested values, contains the control. */
export function contains(change: unknown, name: Path): boolean {
  const [first, ...rest] = name;
  if (first === undefined) return true;
  return typeof change === 'object' && change !== null && first in change && contains((change as Record<string | number, unknown>)[first], rest);
}
