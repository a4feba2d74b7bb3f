import type { Arrow } from './layout';

export type Direction = 'left' | 'right' | 'up' | 'down' | 'first' | 'last';

/**
 * The step that an arrow key leads to: right and left follow the edges, up and down stay in the column.
 *
 * @param columns the ids of each column from top to bottom
 * @return the same step if there is none in that direction
 */
export function neighbour(columns: readonly string[][], edges: readonly Arrow[], from: string, direction: Direction): string {
  if (direction === 'first') return columns[0]?.[0] ?? from;
  if (direction === 'last') return columns.at(-1)?.at(-1) ?? from;
  const column = columns.findIndex((ids) => ids.includes(from));
  if (column < 0) return columns[0]?.[0] ?? from;
  const ids = columns[column]!;
  const row = ids.indexOf(from);
  if (direction === 'up' || direction === 'down') return ids[row + (direction === 'up' ? -1 : 1)] ?? from;
  const connected = direction === 'right'
    ? edges.filter((edge) => edge.from === from).map((edge) => edge.to)
    : edges.filter((edge) => edge.to === from).map((edge) => edge.from);
  return nearest(columns, connected, column, row) ?? from;
}

/** The connected step in the nearest column, and there in the nearest row. */
function nearest(columns: readonly string[][], connected: string[], column: number, row: number): string | undefined {
  const distance = (id: string): number => {
    const there = columns.findIndex((ids) => ids.includes(id));
    return there < 0 ? Infinity : Math.abs(there - column) * 1000 + Math.abs(columns[there]!.indexOf(id) - row);
  };
  return [...connected].sort((a, b) => distance(a) - distance(b))[0];
}
