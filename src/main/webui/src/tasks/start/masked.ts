import { MASK } from './schema';

/** Where masked values stand, as names joined by slashes. */
export function maskedPointers(value: unknown, at: string): string[] {
  if (value === MASK) return [at];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) => maskedPointers(one, `${at}/${name}`));
}
