import type { QueryClient, QueryKey } from '@tanstack/react-query';

/**
 * Reads queries again after a change. The answer of a read that runs may be older than the change, so this waits for
 * it: `invalidateQueries` alone drops the change if that is the first read, and a read that is always cancelled never
 * ends while changes are frequent. All changes during a read need only one more.
 */
export async function readAgain(client: QueryClient, queryKey: QueryKey, refetchType: 'active' | 'none' = 'active'): Promise<void> {
  const running = client.getQueryCache().findAll({ queryKey, fetchStatus: 'fetching' });
  await Promise.allSettled(running.map((query) => query.promise));
  await client.invalidateQueries({ queryKey, refetchType }, { cancelRefetch: false });
}
