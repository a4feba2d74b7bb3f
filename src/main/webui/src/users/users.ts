import { useQuery, useQueryClient } from '@tanstack/react-query';
import { get } from '../api/client';
import type { List, User } from '../api/types';

/** The users by name, at most 500. Only administrators may read them. */
export function useUsers(enabled = true) {
  return useQuery({
    queryKey: ['users'],
    queryFn: ({ signal }) => get<List<User>>('/users', { limit: 500 }, signal),
    enabled,
  });
}

/** Reads the users again after a change. */
export function useUsersChanged(): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: ['users'] });
}

export function userPath(name: string): string {
  return `/users/${encodeURIComponent(name)}`;
}
