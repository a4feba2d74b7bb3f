import type { EdgeProps } from '@xyflow/react';
import { memo } from 'react';
import styles from './Flow.module.css';

export interface StepEdgeData extends Record<string, unknown> {
  path: string;
  /** Whether the step at the start has ended well. */
  done: boolean;
  /** Whether it belongs to the selected step. */
  near: boolean;
}

/** The way from a step to one that needs it, as the layout leads it. */
export const StepEdge = memo(function StepEdge({ data, targetX, targetY }: EdgeProps & { data: StepEdgeData }) {
  return (
    <g className={styles.edge} data-done={data.done || undefined} data-near={data.near || undefined}>
      <path d={data.path} className={styles.edgeLine} />
      <path d={`M${targetX - 8} ${targetY - 4.5}L${targetX} ${targetY}L${targetX - 8} ${targetY + 4.5}Z`} className={styles.edgeHead} />
    </g>
  );
});
