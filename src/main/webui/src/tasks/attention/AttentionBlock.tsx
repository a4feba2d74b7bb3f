/** What needs a user now, grouped by cause. Nothing if there is no cause. */
export function AttentionBlock() {
  return null;
}
