import type { Node } from '@xyflow/react';
import type { Layout } from './layout';
import { NODE_WIDTH, nodeHeight } from './sizes';
import type { StepNodeData } from './StepNode';
import type { StepInfo } from './steps';

export type StepNodeElement = Node<StepNodeData, 'step'>;

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
    // The size is known: nothing needs to be measured before the first paint.
    return { id, type: 'step', position, width: NODE_WIDTH, height, measured: { width: NODE_WIDTH, height }, data };
  });
}

function sameData(a: StepNodeData, b: StepNodeData): boolean {
  return a.info === b.info && a.selected === b.selected && a.active === b.active && a.expanded === b.expanded;
}
