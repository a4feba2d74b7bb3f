import { expect, it } from 'vitest';
import { clampHeight, heightAfterKey, MIN_HEIGHT } from './drawerHeight';

it('leaves space for the graph and for a few lines of the log', () => {
  expect(clampHeight(300, 800)).toBe(300);
  expect(clampHeight(5000, 800)).toBe(660);
  expect(clampHeight(10, 800)).toBe(MIN_HEIGHT);
  expect(clampHeight(300, 100)).toBe(MIN_HEIGHT);
});

it('changes the height by keys', () => {
  expect(heightAfterKey('ArrowUp', 300, 800)).toBe(332);
  expect(heightAfterKey('ArrowDown', 300, 800)).toBe(268);
  expect(heightAfterKey('Home', 300, 800)).toBe(660);
  expect(heightAfterKey('End', 300, 800)).toBe(MIN_HEIGHT);
  expect(heightAfterKey('a', 300, 800)).toBeNull();
});
