export const MIN_HEIGHT = 160;
export const DEFAULT_HEIGHT = 360;
/** What stays of the graph. */
const GRAPH_HEIGHT = 140;
const KEY_STEP = 32;

/** The nearest height that the view has space for. */
export function clampHeight(height: number, viewHeight: number): number {
  return Math.max(MIN_HEIGHT, Math.min(height, viewHeight - GRAPH_HEIGHT));
}

/** The height after a key on the edge of the drawer, or null if the key has no meaning there. */
export function heightAfterKey(key: string, height: number, viewHeight: number): number | null {
  switch (key) {
    case 'ArrowUp': return clampHeight(height + KEY_STEP, viewHeight);
    case 'ArrowDown': return clampHeight(height - KEY_STEP, viewHeight);
    case 'Home': return clampHeight(Infinity, viewHeight);
    case 'End': return MIN_HEIGHT;
    default: return null;
  }
}
