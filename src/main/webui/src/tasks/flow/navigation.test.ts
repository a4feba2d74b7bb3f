import { expect, it } from 'vitest';
import { neighbour } from './navigation';

const columns = [['a'], ['b1', 'b2', 'b3'], ['c'], ['d']];
const edges = [
  { from: 'a', to: 'b1' }, { from: 'a', to: 'b2' }, { from: 'a', to: 'b3' }, { from: 'b1', to: 'c' }, { from: 'b3', to: 'c' },
  { from: 'b2', to: 'd' }, { from: 'c', to: 'd' },
];

it('follows the edges to the right and to the left', () => {
  expect(neighbour(columns, edges, 'a', 'right')).toBe('b1');
  expect(neighbour(columns, edges, 'b3', 'right')).toBe('c');
  expect(neighbour(columns, edges, 'b2', 'right')).toBe('d');
  expect(neighbour(columns, edges, 'd', 'left')).toBe('c');
  expect(neighbour(columns, edges, 'c', 'left')).toBe('b1');
});

it('stays in the column upwards and downwards', () => {
  expect(neighbour(columns, edges, 'b1', 'down')).toBe('b2');
  expect(neighbour(columns, edges, 'b2', 'up')).toBe('b1');
});

it('stays where it is at the end', () => {
  expect(neighbour(columns, edges, 'b1', 'up')).toBe('b1');
  expect(neighbour(columns, edges, 'a', 'left')).toBe('a');
  expect(neighbour(columns, edges, 'd', 'right')).toBe('d');
});

it('jumps to the first and to the last step', () => {
  expect(neighbour(columns, edges, 'c', 'first')).toBe('a');
  expect(neighbour(columns, edges, 'a', 'last')).toBe('d');
  expect(neighbour(columns, edges, 'unknown', 'right')).toBe('a');
});
