import { createContext, useContext } from 'react';
import type { StepInfo } from './steps';

/** What the steps of the graph and of the tree can do. Never changes, so that steps are not drawn again. */
export interface FlowActions {
  /** Opens the log of a sub task. */
  open: (subTaskId: string) => void;
  /** Opens the log of the step's most urgent sub task. */
  openStep: (info: StepInfo) => void;
  /** Shows or hides the hosts of a step. */
  toggle: (stepId: string) => void;
  /** Opens the operations of a sub task, or of a step's most urgent sub task, below the element. */
  openMenu: (stepId: string, subTaskId: string | null, below: Element) => void;
}

export const FlowActionsContext = createContext<FlowActions | null>(null);

export function useFlowActions(): FlowActions {
  const actions = useContext(FlowActionsContext);
  if (!actions) throw new Error('no FlowActionsContext');
  return actions;
}
