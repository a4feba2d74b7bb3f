import { ProblemError } from '../api/client';

/** A refusal at a field of a form. */
export interface FieldMessage {
  name: string;
  message: string;
}

/**
 * The parts of a refusal that concern fields of a form; empty if the whole refusal must be shown elsewhere.
 *
 * @param fields names of the form's fields
 * @param codes the field of refusals that name none, for example `user.exists` at `name`
 */
export function fieldMessages(error: unknown, fields: readonly string[], codes: Record<string, string> = {}): FieldMessage[] {
  if (!(error instanceof ProblemError)) return [];
  const { code, detail, errors = [] } = error.problem;
  const field = codes[code];
  if (field) return [{ name: field, message: detail }];
  const found = errors.map((fault) => ({ name: fault.field.replace(/^\//, ''), message: fault.message }));
  return found.every(({ name }) => fields.includes(name)) ? found : [];
}
