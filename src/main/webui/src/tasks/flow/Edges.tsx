import { ViewportPortal } from '@xyflow/react';
import { memo } from 'react';
import styles from './Flow.module.css';
import { edgeKey, type Arrow, type EdgeLine, type Layout } from './layout';
import type { StepInfo } from './steps';

interface Props {
  arrows: readonly Arrow[];
  layout: Layout;
  infos: readonly StepInfo[];
  selectedStep: string | null;
}

/** How an edge looks. Those of the selected step are drawn last, above the others. */
const KINDS = ['open', 'done', 'near'] as const;
type Kind = (typeof KINDS)[number];

/** All edges on the paths of the layout. They move with the graph. A path per kind: a graph may have thousands of edges. */
export const Edges = memo(function Edges({ arrows, layout, infos, selectedStep }: Props) {
  const done = new Set(infos.filter(({ step }) => step.state === 'SUCCEEDED').map(({ step }) => step.id));
  const kindOf = ({ from, to }: Arrow): Kind => (from === selectedStep || to === selectedStep ? 'near' : done.has(from) ? 'done' : 'open');
  const known = arrows.flatMap((arrow) => {
    const line = layout.edges.get(edgeKey(arrow));
    return line ? [{ key: edgeKey(arrow), kind: kindOf(arrow), line }] : [];
  });
  return (
    <ViewportPortal>
      <svg className={styles.edges} width={layout.width} height={layout.height}>
        {KINDS.map((kind) => {
          const edges = known.filter((edge) => edge.kind === kind);
          return edges.length > 0 && (
            <g key={kind} className={styles.edge} data-kind={kind} data-edges={edges.map(({ key }) => key).join(' ')}>
              <path d={edges.map(({ line }) => line.path).join('')} className={styles.edgeLine} />
              <path d={edges.map(({ line }) => head(line)).join('')} className={styles.edgeHead} />
            </g>
          );
        })}
      </svg>
    </ViewportPortal>
  );
});

function head({ end: { x, y } }: EdgeLine): string {
  return `M${x - 8} ${y - 4.5}L${x} ${y}L${x - 8} ${y + 4.5}Z`;
}
