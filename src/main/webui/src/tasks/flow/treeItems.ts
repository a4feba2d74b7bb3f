import type { SubTask } from '../../api/types';
import type { Layout } from './layout';
import type { StepInfo } from './steps';

/** A line of the tree: a step, or a host of a step. */
export interface TreeItem {
  /** The id of the step or of the sub task. */
  id: string;
  info: StepInfo;
  /** Null: the step itself. */
  subTask: SubTask | null;
}

/** The lines of the tree per column of the graph. An expanded step is followed by its hosts. */
export function treeColumns(infos: readonly StepInfo[], layout: Layout, expanded: ReadonlySet<string>): TreeItem[][] {
  const byId = new Map(infos.map((info) => [info.step.id, info]));
  return layout.columns.map((ids) =>
    ids.flatMap((id) => {
      const info = byId.get(id)!;
      const hosts = expanded.has(id) && info.subTasks.length > 1 ? info.subTasks : [];
      return [{ id, info, subTask: null }, ...hosts.map((subTask) => ({ id: subTask.id, info, subTask }))];
    }),
  );
}
