import { describe, expect, it } from 'vitest';
import { COLUMN_GAP, layOut, ROW_GAP, type Arrow, type Box } from './layout';

const box = (id: string, height = 80): Box => ({ id, width: 200, height });

describe('layOut', () => {
  it('places a chain on one line from left to right', () => {
    const { places, edges, width, height } = layOut([box('a'), box('b'), box('c')], [{ from: 'a', to: 'b' }, { from: 'b', to: 'c' }]);
    expect([...places.values()]).toEqual([{ x: 0, y: 0 }, { x: 200 + COLUMN_GAP, y: 0 }, { x: 2 * (200 + COLUMN_GAP), y: 0 }]);
    expect(edges.get('a>b')?.path).toBe(`M200 40L${200 + COLUMN_GAP} 40`);
    expect([width, height]).toEqual([600 + 2 * COLUMN_GAP, 80]);
  });

  it('places parallel steps one above the other and their common neighbours between them', () => {
    const edges = [{ from: 'a', to: 'b1' }, { from: 'a', to: 'b2' }, { from: 'b1', to: 'c' }, { from: 'b2', to: 'c' }];
    const { places, columns } = layOut(['a', 'b1', 'b2', 'c'].map((id) => box(id)), edges);
    expect(columns).toEqual([['a'], ['b1', 'b2'], ['c']]);
    expect(places.get('b2')!.y - places.get('b1')!.y).toBe(80 + ROW_GAP);
    expect(places.get('a')!.y).toBe((80 + ROW_GAP) / 2);
    expect(places.get('c')!.y).toBe((80 + ROW_GAP) / 2);
  });

  it('orders a column so that edges do not cross', () => {
    const edges = [{ from: 'a1', to: 'b2' }, { from: 'a2', to: 'b1' }];
    const { columns } = layOut(['a1', 'a2', 'b1', 'b2'].map((id) => box(id)), edges);
    expect(columns[1]).toEqual(['b2', 'b1']);
  });

  it('leads a long edge around the boxes of the columns between', () => {
    const edges = [{ from: 'a', to: 'b' }, { from: 'b', to: 'c' }, { from: 'a', to: 'c' }];
    const { places, edges: lines } = layOut(['a', 'b', 'c'].map((id) => box(id)), edges);
    const lane = Number(/L(\d+) (\d+)/.exec(lines.get('a>c')!.path)![2]);
    const { y } = places.get('b')!;
    expect(lane < y || lane > y + 80).toBe(true);
  });

  it('keeps boxes of different heights apart', () => {
    const edges = ['b', 'c', 'd'].map((to) => ({ from: 'a', to }));
    const { places } = layOut([box('a'), box('b', 300), box('c'), box('d')], edges);
    expect(places.get('c')!.y).toBeGreaterThanOrEqual(places.get('b')!.y + 300 + ROW_GAP);
    expect(places.get('d')!.y).toBeGreaterThanOrEqual(places.get('c')!.y + 80 + ROW_GAP);
  });

  it('has no place for unknown ends, and none at all without boxes', () => {
    expect(layOut([box('a')], [{ from: 'a', to: 'gone' }]).edges.size).toBe(0);
    expect(layOut([], [])).toMatchObject({ width: 0, height: 0 });
  });

  it('needs little time for 300 steps', () => {
    const boxes: Box[] = [];
    const edges: Arrow[] = [];
    for (let c = 0; c < 30; c++) {
      for (let r = 0; r < 10; r++) {
        boxes.push(box(`${c}-${r}`));
        if (c) edges.push({ from: `${c - 1}-${r}`, to: `${c}-${r}` }, { from: `${c - 1}-${(r + 1) % 10}`, to: `${c}-${r}` });
      }
    }
    // The best of several: other processes of the machine take their time too.
    const times = Array.from({ length: 10 }, () => {
      const start = performance.now();
      expect(layOut(boxes, edges).places.size).toBe(300);
      return performance.now() - start;
    });
    expect(Math.min(...times)).toBeLessThan(50);
  });
});
