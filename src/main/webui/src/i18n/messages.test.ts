import { describe, expect, it } from 'vitest';
import type { Texts } from '.';

const modules = import.meta.glob<Record<string, Texts<Record<string, string>>>>('../**/messages.ts', { eager: true });
const dictionaries = Object.entries(modules).flatMap(([file, module]) =>
  Object.entries(module).map(([name, texts]) => ({ name: `${file} ${name}`, texts })),
);

describe.each(dictionaries)('$name', ({ texts }) => {
  it('has the same keys in both languages', () => {
    expect(Object.keys(texts.zh).sort()).toEqual(Object.keys(texts.en).sort());
  });
  it('has no empty text', () => {
    for (const [key, text] of [...Object.entries(texts.en), ...Object.entries(texts.zh)]) {
      expect(typeof text === 'function' || text.trim().length > 0, key).toBe(true);
    }
  });
});

it('finds the dictionaries of all areas', () => {
  expect(dictionaries.length).toBeGreaterThan(4);
});
