import type { StepInfo } from './steps';

export const NODE_WIDTH = 248;
export const NODE_HEIGHT = 92;
const HOST_HEIGHT = 28;
/** More hosts scroll within the step. */
const HOSTS_SHOWN = 8;

/** The height of a step in the graph. */
export function nodeHeight(info: StepInfo, expanded: boolean): number {
  return expanded && info.subTasks.length > 1 ? NODE_HEIGHT + Math.min(info.subTasks.length, HOSTS_SHOWN) * HOST_HEIGHT + 9 : NODE_HEIGHT;
}
