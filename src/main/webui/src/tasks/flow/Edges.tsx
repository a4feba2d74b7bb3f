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

/**
 * All edges on the paths of the layout. They move with the graph. A graph may have thousands: those of a kind that end in the same
 * column share an element, which the browser leaves out while it is not visible.
 */
export const Edges = memo(function Edges({ arrows, layout, infos, selectedStep }: Props) {
  const done = new Set(infos.filter(({ step }) => step.state === 'SUCCEEDED').map(({ step }) => step.id));
  const kindOf = ({ from, to }: Arrow): Kind => (from === selectedStep || to === selectedStep ? 'near' : done.has(from) ? 'done' : 'open');
  const groups = new Map<string, { kind: Kind; edges: { key: string; line: EdgeLine }[] }>();
  for (const arrow of arrows) {
    const line = layout.edges.get(edgeKey(arrow));
    if (!line) continue;
    const kind = kindOf(arrow);
    const name = `${kind} ${line.end.x}`;
    const group = groups.get(name) ?? { kind, edges: [] };
    groups.set(name, group);
    group.edges.push({ key: edgeKey(arrow), line });
  }
  return (
    <ViewportPortal>
      <svg className={styles.edges} width={layout.width} height={layout.height}>
        {KINDS.flatMap((kind) => [...groups].filter(([, group]) => group.kind === kind)).map(([name, { kind, edges }]) => (
          <g key={name} className={styles.edge} data-kind={kind} data-edges={edges.map(({ key }) => key).join(' ')}>
            <path d={edges.map(({ line }) => line.path).join('')} className={styles.edgeLine} />
            <path d={edges.map(({ line }) => head(line)).join('')} className={styles.edgeHead} />
          </g>
        ))}
      </svg>
    </ViewportPortal>
  );
});

function head({ end: { x, y } }: EdgeLine): string {
  return `M${x - 8} ${y - 4.5}L${x} ${y}L${x - 8} ${y + 4.5}Z`;
}
