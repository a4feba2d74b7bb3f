import { expect, it } from 'vitest';
import { matching, type PaletteEntry } from './palette';

const entries: PaletteEntry[] = [
  { kind: 'page', title: 'Claims', detail: '', path: '/locks' },
  { kind: 'operation', title: 'Inspect host', detail: 'Start a task · host.inspect', path: '/tasks/new?operation=host.inspect' },
];

it('finds entries that contain all words', () => {
  expect(matching(entries, 'HOST start').map(({ title }) => title)).toEqual(['Inspect host']);
  expect(matching(entries, 'locks').map(({ title }) => title)).toEqual(['Claims']);
  expect(matching(entries, 'host claims')).toEqual([]);
});

it('finds all entries without a text', () => {
  expect(matching(entries, ' ')).toHaveLength(2);
});
