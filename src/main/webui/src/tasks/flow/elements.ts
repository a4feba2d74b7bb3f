import { Position, type Edge, type Node } from '@xyflow/react';
import type { Arrow, Layout } from './layout';
import { edgeKey } from './layout';
import { NODE_WIDTH, nodeHeight } from './sizes';
import type { StepEdgeData } from './StepEdge';
import type { StepNodeData } from './StepNode';
import type { StepInfo } from './steps';

export type StepNodeElement = Node<StepNodeData, 'step'>;
export type StepEdgeElement = Edge<StepEdgeData, 'step'>;

interface NodeInput {
  infos: readonly StepInfo[];
  layout: Layout;
  expanded: ReadonlySet<string>;
  selected: string | null;
  /** The id of the step or of the sub task that the keyboard is at. */
  active: string | null;
}

/** The nodes of the graph. Reuses what did not change, so that only changed steps are drawn again. */
export function nodesOf({ infos, layout, expanded, selected, active }: NodeInput, previous: readonly StepNodeElement[]): StepNodeElement[] {
  const old = new Map(previous.map((node) => [node.id, node]));
  return infos.map((info) => {
    const { id } = info.step;
    const has = (item: string | null) => (item !== null && (item === id || info.subTasks.some((subTask) => subTask.id === item)) ? item : null);
    const data: StepNodeData = { info, selected: has(selected), active: has(active), expanded: expanded.has(id) };
    const position = layout.places.get(id)!;
    const before = old.get(id);
    if (before && before.position.x === position.x && before.position.y === position.y && sameData(before.data, data)) return before;
    const height = nodeHeight(info, data.expanded);
    return {
      id, type: 'step', position, width: NODE_WIDTH, height, data,
      // With sizes and handles known beforehand, nothing is measured before the first paint.
      handles: [
        { type: 'target', position: Position.Left, x: 0, y: height / 2, width: 0, height: 0 },
        { type: 'source', position: Position.Right, x: NODE_WIDTH, y: height / 2, width: 0, height: 0 },
      ],
    };
  });
}

function sameData(a: StepNodeData, b: StepNodeData): boolean {
  return a.info === b.info && a.selected === b.selected && a.active === b.active && a.expanded === b.expanded;
}

/** The edges of the graph. Reuses what did not change. */
export function edgesOf(arrows: readonly Arrow[], layout: Layout, infos: readonly StepInfo[], selectedStep: string | null, previous: readonly StepEdgeElement[]): StepEdgeElement[] {
  const old = new Map(previous.map((edge) => [edge.id, edge]));
  const done = new Set(infos.filter(({ step }) => step.state === 'SUCCEEDED').map(({ step }) => step.id));
  return arrows.flatMap((arrow) => {
    const id = edgeKey(arrow);
    const path = layout.paths.get(id);
    if (!path) return [];
    const data: StepEdgeData = { path, done: done.has(arrow.from), near: arrow.from === selectedStep || arrow.to === selectedStep };
    const before = old.get(id);
    if (before?.data && before.data.path === path && before.data.done === data.done && before.data.near === data.near) return before;
    return { id, type: 'step' as const, source: arrow.from, target: arrow.to, data };
  });
}
