import { useMemo, useRef } from 'react';
import type { TaskDetail } from '../../api/types';
import { layOut, type Arrow, type Layout } from './layout';
import { nodeHeight, NODE_WIDTH } from './sizes';
import { stepInfos, type StepInfo } from './steps';

interface StepGraph {
  infos: readonly StepInfo[];
  arrows: readonly Arrow[];
  layout: Layout;
}

/** The steps of a task and their places. The layout stays while only states change. */
export function useStepGraph(task: TaskDetail, expanded: ReadonlySet<string>): StepGraph {
  const before = useRef<StepInfo[]>([]);
  const infos = useMemo(() => (before.current = stepInfos(task, before.current)), [task]);
  const boxes = infos.map((info) => ({ id: info.step.id, width: NODE_WIDTH, height: nodeHeight(info, expanded.has(info.step.id)) }));
  const shape = JSON.stringify([boxes, task.edges]);
  const { arrows, layout } = useMemo(() => {
    const [all, edges] = JSON.parse(shape) as [typeof boxes, Arrow[]];
    return { arrows: edges, layout: layOut(all, edges) };
  }, [shape]);
  return { infos, arrows, layout };
}
