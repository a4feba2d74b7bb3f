import { ViewportPortal } from '@xyflow/react';
import { memo } from 'react';
import styles from './Flow.module.css';
import { edgeKey, type Arrow, type Layout } from './layout';
import type { StepInfo } from './steps';

interface Props {
  arrows: readonly Arrow[];
  layout: Layout;
  infos: readonly StepInfo[];
  selectedStep: string | null;
}

/** All edges in one drawing, on the paths of the layout. They move with the graph. */
export const Edges = memo(function Edges({ arrows, layout, infos, selectedStep }: Props) {
  const done = new Set(infos.filter(({ step }) => step.state === 'SUCCEEDED').map(({ step }) => step.id));
  const isNear = ({ from, to }: Arrow) => from === selectedStep || to === selectedStep;
  // Those of the selected step are drawn last, above the others.
  const ordered = [...arrows.filter((arrow) => !isNear(arrow)), ...arrows.filter(isNear)];
  return (
    <ViewportPortal>
      <svg className={styles.edges} width={layout.width} height={layout.height} data-testid="edges">
        {ordered.map((arrow) => {
          const edge = layout.edges.get(edgeKey(arrow));
          return edge && (
            <g key={edgeKey(arrow)} data-edge={edgeKey(arrow)} className={styles.edge} data-done={done.has(arrow.from) || undefined} data-near={isNear(arrow) || undefined}>
              <path d={edge.path} className={styles.edgeLine} />
              <path d={`M${edge.end.x - 8} ${edge.end.y - 4.5}L${edge.end.x} ${edge.end.y}L${edge.end.x - 8} ${edge.end.y + 4.5}Z`} className={styles.edgeHead} />
            </g>
          );
        })}
      </svg>
    </ViewportPortal>
  );
});
