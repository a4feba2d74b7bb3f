export interface Box {
  id: string;
  width: number;
  height: number;
}

export interface Arrow {
  from: string;
  to: string;
}

export interface Point {
  x: number;
  y: number;
}

export interface EdgeLine {
  /** An SVG path. */
  path: string;
  end: Point;
}

export interface Layout {
  /** Upper left corners. */
  places: Map<string, Point>;
  /** By `edgeKey`. */
  edges: Map<string, EdgeLine>;
  /** The ids of each column from top to bottom. */
  columns: string[][];
  width: number;
  height: number;
}

export const COLUMN_GAP = 72;
export const ROW_GAP = 20;
/** Height of the lane of an edge that passes a column. */
const LANE = 12;
const ORDER_SWEEPS = 4;
const PLACE_SWEEPS = 6;

/** A box, or the lane of a long edge, in a column. */
interface Cell {
  id: string;
  height: number;
  before: Cell[];
  after: Cell[];
  /** Place from the top of its column. */
  order: number;
  /** Centre. */
  y: number;
}

export function edgeKey({ from, to }: Arrow): string {
  return `${from}>${to}`;
}

/**
 * Places boxes in columns from left to right: each box stands right of all boxes that it needs. Within a column, boxes are
 * ordered to have few crossings and stand near their neighbours. Edges that pass a column have a lane in it.
 */
export function layOut(boxes: readonly Box[], arrows: readonly Arrow[]): Layout {
  const known = new Set(boxes.map((box) => box.id));
  const edges = arrows.filter(({ from, to }) => known.has(from) && known.has(to));
  const ranks = ranksOf(boxes, edges);
  const columns: Cell[][] = Array.from({ length: Math.max(0, ...ranks.values()) + 1 }, () => []);
  const cells = new Map<string, Cell>();
  for (const box of boxes) cells.set(box.id, addCell(columns[ranks.get(box.id)!]!, box.id, box.height));
  const lanes = new Map<string, Cell[]>();
  for (const edge of edges) {
    const chain = [cells.get(edge.from)!];
    for (let rank = ranks.get(edge.from)! + 1; rank < ranks.get(edge.to)!; rank++) chain.push(addCell(columns[rank]!, '', LANE));
    chain.push(cells.get(edge.to)!);
    for (let i = 1; i < chain.length; i++) {
      chain[i - 1]!.after.push(chain[i]!);
      chain[i]!.before.push(chain[i - 1]!);
    }
    lanes.set(edgeKey(edge), chain);
  }
  orderCells(columns);
  placeCells(columns);
  return draw(boxes, ranks, columns, cells, lanes);
}

function addCell(column: Cell[], id: string, height: number): Cell {
  const cell: Cell = { id, height, before: [], after: [], order: column.length, y: 0 };
  column.push(cell);
  return cell;
}

/** The length of the longest way from a start to each box. */
function ranksOf(boxes: readonly Box[], edges: readonly Arrow[]): Map<string, number> {
  const ranks = new Map(boxes.map((box) => [box.id, 0]));
  const open = new Map(boxes.map((box) => [box.id, 0]));
  const after = new Map<string, string[]>(boxes.map((box) => [box.id, []]));
  for (const { from, to } of edges) {
    open.set(to, open.get(to)! + 1);
    after.get(from)!.push(to);
  }
  const ready = boxes.filter((box) => open.get(box.id) === 0).map((box) => box.id);
  for (let i = 0; i < ready.length; i++) {
    for (const next of after.get(ready[i]!)!) {
      ranks.set(next, Math.max(ranks.get(next)!, ranks.get(ready[i]!)! + 1));
      open.set(next, open.get(next)! - 1);
      if (open.get(next) === 0) ready.push(next);
    }
  }
  return ranks;
}

/** Sorts each column by the mean place of its neighbours, forwards and backwards, and keeps the order with the fewest crossings. */
function orderCells(columns: Cell[][]): void {
  let best = columns.map((column) => [...column]);
  let fewest = crossings(columns);
  for (let sweep = 0; sweep < ORDER_SWEEPS && fewest > 0; sweep++) {
    const forwards = sweep % 2 === 0;
    for (const column of forwards ? columns : [...columns].reverse()) sortColumn(column, forwards ? 'before' : 'after');
    const count = crossings(columns);
    if (count < fewest) {
      fewest = count;
      best = columns.map((column) => [...column]);
    }
  }
  best.forEach((column, rank) => {
    columns[rank] = column;
    number(column);
  });
}

function sortColumn(column: Cell[], side: 'before' | 'after'): void {
  const wanted = new Map(column.map((cell) => [cell, mean(cell[side].map((next) => next.order), cell.order)]));
  column.sort((a, b) => wanted.get(a)! - wanted.get(b)! || a.order - b.order);
  number(column);
}

function number(column: Cell[]): void {
  column.forEach((cell, order) => (cell.order = order));
}

function mean(values: number[], otherwise: number): number {
  return values.length ? values.reduce((sum, value) => sum + value, 0) / values.length : otherwise;
}

/** The number of pairs of edges that cross. Counts inversions of the ends, column by column. */
function crossings(columns: Cell[][]): number {
  let count = 0;
  for (const column of columns) {
    const ends = column.flatMap((cell) => cell.after.map((next) => next.order).sort((a, b) => a - b));
    // A Fenwick tree over the places of the next column.
    const size = Math.max(0, ...ends) + 1;
    const tree = new Array<number>(size + 1).fill(0);
    ends.forEach((end, index) => {
      let notGreater = 0;
      for (let i = end + 1; i > 0; i -= i & -i) notGreater += tree[i]!;
      count += index - notGreater;
      for (let i = end + 1; i <= size; i += i & -i) tree[i]!++;
    });
  }
  return count;
}

/** Moves cells towards the mean of their neighbours, in their order and without overlap. */
function placeCells(columns: Cell[][]): void {
  for (const column of columns) settle(column, column.map(() => 0));
  for (let sweep = 0; sweep < PLACE_SWEEPS; sweep++) {
    const forwards = sweep % 2 === 0;
    for (const column of forwards ? columns : [...columns].reverse()) {
      settle(column, column.map((cell) => mean((forwards ? cell.before : cell.after).map((next) => next.y), cell.y)));
    }
  }
}

/**
 * The places that are nearest to the wanted ones (least squares) in the given order and without overlap: cells that would
 * overlap form a block, which stands at the mean of what its cells want.
 */
function settle(column: Cell[], wanted: number[]): void {
  const blocks: { first: number; size: number; sum: number }[] = [];
  const offsets: number[] = [];
  column.forEach((cell, i) => {
    const above = column[i - 1];
    offsets.push(above ? offsets[i - 1]! + (above.height + cell.height) / 2 + ROW_GAP : 0);
    let block = { first: i, size: 1, sum: wanted[i]! - offsets[i]! };
    for (let last = blocks.at(-1); last && last.sum / last.size >= block.sum / block.size; last = blocks.at(-1)) {
      block = { first: last.first, size: last.size + block.size, sum: last.sum + block.sum };
      blocks.pop();
    }
    blocks.push(block);
  });
  for (const { first, size, sum } of blocks) {
    for (let i = first; i < first + size; i++) column[i]!.y = sum / size + offsets[i]!;
  }
}

function draw(boxes: readonly Box[], ranks: Map<string, number>, columns: Cell[][], cells: Map<string, Cell>, lanes: Map<string, Cell[]>): Layout {
  const widths = columns.map(() => 0);
  for (const box of boxes) widths[ranks.get(box.id)!] = Math.max(widths[ranks.get(box.id)!]!, box.width);
  const lefts: number[] = [];
  widths.forEach((_, rank) => lefts.push(rank ? lefts[rank - 1]! + widths[rank - 1]! + COLUMN_GAP : 0));
  const all = columns.flat();
  const top = Math.min(0, ...all.map((cell) => cell.y - cell.height / 2));
  const bottom = Math.max(0, ...all.map((cell) => cell.y + cell.height / 2));
  const places = new Map<string, Point>();
  for (const box of boxes) {
    const cell = cells.get(box.id)!;
    places.set(box.id, { x: lefts[ranks.get(box.id)!]!, y: Math.round(cell.y - cell.height / 2 - top) });
  }
  const widthOf = new Map(boxes.map((box) => [box.id, box.width]));
  const edges = new Map<string, EdgeLine>();
  for (const [key, chain] of lanes) {
    const first = ranks.get(chain[0]!.id)!;
    const points = chain.flatMap((cell, i): Point[] => {
      const y = Math.round(cell.y - top);
      const left = { x: lefts[first + i]!, y };
      const right = { x: left.x + (widthOf.get(cell.id) ?? widths[first + i]!), y };
      return i === 0 ? [right] : i === chain.length - 1 ? [left] : [left, right];
    });
    edges.set(key, { path: curve(points), end: points.at(-1)! });
  }
  const columnIds = columns.map((column) => column.filter((cell) => cell.id).map((cell) => cell.id));
  return { places, edges, columns: columnIds, width: lefts.length ? lefts.at(-1)! + widths.at(-1)! : 0, height: bottom - top };
}

/** A curve between columns, a straight line within a column. */
function curve(points: Point[]): string {
  let path = `M${points[0]!.x} ${points[0]!.y}`;
  for (let i = 1; i < points.length; i++) {
    const [a, b] = [points[i - 1]!, points[i]!];
    const middle = (a.x + b.x) / 2;
    path += a.y === b.y ? `L${b.x} ${b.y}` : `C${middle} ${a.y} ${middle} ${b.y} ${b.x} ${b.y}`;
  }
  return path;
}
