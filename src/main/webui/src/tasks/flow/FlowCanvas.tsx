import '@xyflow/react/dist/base.css';
import { Background, MiniMap, ReactFlow, ReactFlowProvider, useReactFlow, useStore, type NodeTypes, type Viewport } from '@xyflow/react';
import { useEffect, useEffectEvent, useLayoutEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { toneOf } from '../../components/states';
import { useTexts } from '../../i18n';
import { Edges } from './Edges';
import styles from './Flow.module.css';
import type { Arrow, Layout, Point } from './layout';
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
  const frame = useRef<HTMLDivElement>(null);
  const [start, setStart] = useState<Viewport | null>(null);
  // The size of the canvas decides what is shown first. Known before the first paint, nothing is drawn twice.
  useLayoutEffect(() => {
    const { clientWidth, clientHeight } = frame.current!;
    const first = props.selectedStep ?? props.infos[0]?.step.id;
    setStart(startOf(props.layout, clientWidth, clientHeight, first === undefined ? undefined : props.layout.places.get(first)));
  }, []);
  return (
    <ReactFlowProvider>
      <div className={styles.canvas} ref={frame}>{start && <Canvas {...props} frame={frame} start={start} />}</div>
    </ReactFlowProvider>
  );
}

/** The whole graph if it can be read, else the step that matters. */
function startOf(layout: Layout, width: number, height: number, place: Point | undefined): Viewport {
  const whole = Math.min((width - 2 * MARGIN) / layout.width, (height - 2 * MARGIN) / layout.height);
  if (whole < READABLE_ZOOM && place) {
    return { x: width / 2 - (place.x + NODE_WIDTH / 2) * START_ZOOM, y: height / 2 - (place.y + NODE_HEIGHT / 2) * START_ZOOM, zoom: START_ZOOM };
  }
  const zoom = Math.min(1, whole);
  return { x: (width - layout.width * zoom) / 2, y: (height - layout.height * zoom) / 2, zoom };
}

function Canvas({ infos, arrows, layout, expanded, selected, selectedStep, active, show, onCentre, frame, start }: Props & { frame: RefObject<HTMLDivElement | null>; start: Viewport }) {
  const t = useTexts(flowMessages);
  const nodesBefore = useRef<StepNodeElement[]>([]);
  const nodes = useMemo(
    () => (nodesBefore.current = nodesOf({ infos, layout, expanded, selected, active }, nodesBefore.current)),
    [infos, layout, expanded, selected, active],
  );
  const far = useStore((state) => state.transform[2] < FAR_ZOOM);
  useShow(show, frame, layout, infos, expanded);
  return (
    <>
      <div className={styles.graph} aria-hidden="true" data-far={far || undefined}>
        <ReactFlow<StepNodeElement>
          nodes={nodes} nodeTypes={nodeTypes} defaultViewport={start}
          minZoom={MIN_ZOOM} maxZoom={MAX_ZOOM} onlyRenderVisibleElements zoomOnDoubleClick={false}
          nodesDraggable={false} nodesConnectable={false} nodesFocusable={false} edgesFocusable={false} elementsSelectable={false}
          disableKeyboardA11y deleteKeyCode={null} selectionKeyCode={null} multiSelectionKeyCode={null} panActivationKeyCode={null} zoomActivationKeyCode={null}
          proOptions={{ hideAttribution: true }}
        >
          <Edges arrows={arrows} layout={layout} infos={infos} selectedStep={selectedStep} />
          <Background gap={20} size={1} color="var(--ant-color-border)" />
          <Overview />
        </ReactFlow>
      </div>
      <ZoomControl onCentre={onCentre} canCentre={selectedStep !== null} label={t.graph} />
    </>
  );
}

/** The mini map. It comes after the first paint of the graph: it draws every step. */
function Overview() {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), 100);
    return () => clearTimeout(timer);
  }, []);
  return shown && (
    <MiniMap<StepNodeElement>
      pannable zoomable ariaLabel={null} className={styles.miniMap!} nodeBorderRadius={8} nodeStrokeWidth={0} maskColor="var(--flow-mask)" bgColor="var(--ant-color-bg-container)"
      nodeColor={colourOf}
    />
  );
}

function colourOf({ data: { info } }: StepNodeElement): string {
  return `var(--state-${toneOf(info.subTasks.length === 1 ? info.subTasks[0]!.state : info.step.state)})`;
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
