import { useQueries, useQueryClient } from '@tanstack/react-query';
import { get } from '../api/client';
import type { List, Token, User } from '../api/types';

/** The owners whose tokens a view shows: one, or all users that have tokens. */
export function ownersOf(owner: string, me: string, users: readonly User[]): string[] {
  if (owner) return [owner];
  return users.length ? users.filter((user) => user.tokens > 0).map((user) => user.name) : [me];
}

export interface Tokens {
  items: Token[];
  pending: boolean;
  error: unknown;
  refetch: () => void;
}

/** The tokens of some users, in their order. */
export function useTokens(owners: readonly string[], me: string): Tokens {
  return useQueries({
    queries: owners.map((owner) => ({
      queryKey: ['tokens', owner],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        get<List<Token>>('/tokens', { limit: 500, ...(owner === me ? {} : { owner }) }, signal),
    })),
    combine: (results) => ({
      items: results.flatMap((result) => result.data?.items ?? []),
      pending: results.some((result) => result.isPending),
      error: results.find((result) => result.error)?.error ?? null,
      refetch: () => results.forEach((result) => void result.refetch()),
    }),
  });
}

/** Reads tokens, and the users' numbers of tokens, again after a change. */
export function useTokensChanged(): () => Promise<unknown> {
  const client = useQueryClient();
  return () => Promise.all([client.invalidateQueries({ queryKey: ['tokens'] }), client.invalidateQueries({ queryKey: ['users'] })]);
}
