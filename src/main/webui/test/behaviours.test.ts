import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

/** The behaviours of the task center have the numbers 1 to 74. */
const ALL = Array.from({ length: 74 }, (_, i) => i + 1);

/** The number at the begin of the name of a test, or of a row of `it.each` from which names are made. */
const NUMBER = /(?:it\(|\)\(|\[)\s*['`]behaviour (\d+)['`:]/g;

it('has a test of the whole page for each numbered behaviour', () => {
  const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.page.ts'));
  const tested = files.flatMap((name) => [...readFileSync(join(import.meta.dirname, name), 'utf8').matchAll(NUMBER)].map((match) => Number(match[1])));
  expect([...new Set(tested)].sort((a, b) => a - b)).toEqual(ALL);
});
