/**
 * Limits how often something runs: at once after quiet, then at most once per interval, and never while the previous
 * run is under way. The last call is never lost.
 */
export function throttle(run: () => Promise<unknown>, intervalMs: number): () => void {
  let wanted = false;
  let busy = false;
  const go = async (): Promise<void> => {
    busy = true;
    wanted = false;
    await Promise.all([run().catch(() => undefined), new Promise((wake) => setTimeout(wake, intervalMs))]);
    busy = false;
    if (wanted) void go();
  };
  return () => {
    wanted = true;
    if (!busy) void go();
  };
}
