import '@xyflow/react/dist/base.css';
import { Background, MiniMap, ReactFlow, ReactFlowProvider, useReactFlow, useStore, type NodeTypes, type ReactFlowInstance } from '@xyflow/react';
import { useEffect, useEffectEvent, useMemo, useRef, type RefObject } from 'react';
import { toneOf } from '../../components/states';
import { useTexts } from '../../i18n';
import { Edges } from './Edges';
import styles from './Flow.module.css';
import type { Arrow, Layout } from './layout';
import { flowMessages } from './messages';
import { nodesOf, type StepNodeElement } from './nodes';
import { NODE_HEIGHT, nodeHeight, NODE_WIDTH } from './sizes';
import { StepNode } from './StepNode';
import type { StepInfo } from './steps';
import { prefersReducedMotion } from './useNarrow';
import { MAX_ZOOM, MIN_ZOOM, ZoomControl } from './ZoomControl';

/** A request to bring a step into view. Each request is a new object. */
export interface ShowRequest {
  stepId: string;
  /** Whether it goes to the centre also when it is visible already. */
  centre: boolean;
}

interface Props {
  infos: readonly StepInfo[];
  arrows: readonly Arrow[];
  layout: Layout;
  expanded: ReadonlySet<string>;
  selected: string | null;
  selectedStep: string | null;
  active: string | null;
  show: ShowRequest | null;
  onCentre: () => void;
}

const nodeTypes = { step: StepNode } as unknown as NodeTypes;
/** Below this scale nothing can be read: a larger graph starts at the selected step instead of as a whole. */
const READABLE_ZOOM = 0.5;
/** Below this scale steps show their state by a coloured face. */
const FAR_ZOOM = 0.4;
const START_ZOOM = 0.8;
const MARGIN = 24;
const ANIMATION_MS = 300;

/** The graph of the steps. Screen readers and the keyboard use the tree of steps instead. */
export default function FlowCanvas(props: Props) {
  return (
    <ReactFlowProvider>
      <Canvas {...props} />
    </ReactFlowProvider>
  );
}

function Canvas({ infos, arrows, layout, expanded, selected, selectedStep, active, show, onCentre }: Props) {
  const t = useTexts(flowMessages);
  const frame = useRef<HTMLDivElement>(null);
  const nodesBefore = useRef<StepNodeElement[]>([]);
  const nodes = useMemo(
    () => (nodesBefore.current = nodesOf({ infos, layout, expanded, selected, active }, nodesBefore.current)),
    [infos, layout, expanded, selected, active],
  );
  const far = useStore((state) => state.transform[2] < FAR_ZOOM);
  useShow(show, frame, layout, infos, expanded);

  const start = (flow: ReactFlowInstance<StepNodeElement>) => {
    const { clientWidth, clientHeight } = frame.current!;
    const whole = Math.min((clientWidth - 2 * MARGIN) / layout.width, (clientHeight - 2 * MARGIN) / layout.height);
    const first = selectedStep ?? infos[0]?.step.id;
    const place = first === undefined ? undefined : layout.places.get(first);
    if (whole >= READABLE_ZOOM || !place) {
      const zoom = Math.min(1, whole);
      void flow.setViewport({ x: (clientWidth - layout.width * zoom) / 2, y: (clientHeight - layout.height * zoom) / 2, zoom });
    } else {
      void flow.setCenter(place.x + NODE_WIDTH / 2, place.y + NODE_HEIGHT / 2, { zoom: START_ZOOM });
    }
  };

  return (
    <div className={styles.canvas} ref={frame}>
      <div className={styles.graph} aria-hidden="true" data-far={far || undefined}>
        <ReactFlow<StepNodeElement>
          nodes={nodes} nodeTypes={nodeTypes} onInit={start}
          minZoom={MIN_ZOOM} maxZoom={MAX_ZOOM} onlyRenderVisibleElements zoomOnDoubleClick={false}
          nodesDraggable={false} nodesConnectable={false} nodesFocusable={false} edgesFocusable={false} elementsSelectable={false}
          disableKeyboardA11y deleteKeyCode={null} selectionKeyCode={null} multiSelectionKeyCode={null} panActivationKeyCode={null} zoomActivationKeyCode={null}
          proOptions={{ hideAttribution: true }}
        >
          <Edges arrows={arrows} layout={layout} infos={infos} selectedStep={selectedStep} />
          <Background gap={20} size={1} color="var(--ant-color-border)" />
          <MiniMap<StepNodeElement>
            pannable zoomable ariaLabel={null} className={styles.miniMap!} nodeBorderRadius={8} nodeStrokeWidth={0} maskColor="var(--flow-mask)" bgColor="var(--ant-color-bg-container)"
            nodeColor={({ data }) => `var(--state-${toneOf(data.info.subTasks.length === 1 ? data.info.subTasks[0]!.state : data.info.step.state)})`}
          />
        </ReactFlow>
      </div>
      <ZoomControl onCentre={onCentre} canCentre={selectedStep !== null} label={t.graph} />
    </div>
  );
}

/** Moves the graph so that a step is visible. */
function useShow(show: ShowRequest | null, frame: RefObject<HTMLDivElement | null>, layout: Layout, infos: readonly StepInfo[], expanded: ReadonlySet<string>): void {
  const flow = useReactFlow();
  const move = useEffectEvent(({ stepId, centre }: ShowRequest) => {
    const place = layout.places.get(stepId);
    const info = infos.find(({ step }) => step.id === stepId);
    if (!place || !info || !frame.current) return;
    const height = nodeHeight(info, expanded.has(stepId));
    const { clientWidth, clientHeight } = frame.current;
    const { x, y, zoom } = flow.getViewport();
    const [left, top] = [place.x * zoom + x, place.y * zoom + y];
    const visible = left >= 0 && top >= 0 && left + NODE_WIDTH * zoom <= clientWidth && top + height * zoom <= clientHeight;
    if (visible && !centre) return;
    const next = centre ? Math.max(zoom, READABLE_ZOOM) : zoom;
    void flow.setViewport(
      { x: clientWidth / 2 - (place.x + NODE_WIDTH / 2) * next, y: clientHeight / 2 - (place.y + height / 2) * next, zoom: next },
      { duration: prefersReducedMotion() ? 0 : ANIMATION_MS },
    );
  });
  useEffect(() => {
    if (!show) return undefined;
    // In the next frame, because the log may change the height of the canvas in this one.
    const request = requestAnimationFrame(() => move(show));
    return () => cancelAnimationFrame(request);
  }, [show]);
}
