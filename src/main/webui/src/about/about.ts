import { useQuery } from '@tanstack/react-query';
import { commonHeaders } from '../api/client';

/** What the daemon says of itself. Version and address come from the interface for obshell's clients. */
export interface DaemonFacts {
  version: string;
  /** The version of obshell whose clients the daemon serves. */
  obshell: string;
  address: string;
  architecture: string;
  pid: number | null;
  startedAt: string | null;
}

interface AgentInfo {
  version?: string;
  ip?: string;
  port?: number;
  architecture?: string;
  pid?: number;
  startAt?: number;
}

export interface Health {
  status: string;
  checks: { name: string; status: string }[];
}

/** `4.5.0.0-0.1.0` consists of the version of obshell and that of the daemon. */
export function factsOf(info: AgentInfo): DaemonFacts {
  const [obshell = '', ...own] = (info.version ?? '').split('-');
  return {
    version: own.join('-'),
    obshell,
    address: info.ip ? `${info.ip}:${info.port}` : '',
    architecture: info.architecture ?? '',
    pid: info.pid ?? null,
    // Nanoseconds since 1970.
    startedAt: info.startAt ? new Date(info.startAt / 1e6).toISOString() : null,
  };
}

async function read<T>(path: string, signal: AbortSignal): Promise<T> {
  const response = await fetch(path, { headers: commonHeaders(), signal });
  return (await response.json()) as T;
}

export function useDaemonFacts() {
  return useQuery({
    queryKey: ['daemon-facts'],
    queryFn: async ({ signal }) => factsOf((await read<{ data: AgentInfo }>('/api/v1/info', signal)).data),
    retry: false,
  });
}

/** The health has status 503 when a check is down, with the same body. */
export function useHealth() {
  return useQuery({ queryKey: ['health'], queryFn: ({ signal }) => read<Health>('/q/health', signal), retry: false, refetchInterval: 10_000, staleTime: 0 });
}
