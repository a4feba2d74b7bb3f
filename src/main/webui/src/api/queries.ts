import { keepPreviousData, QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { subscribeToLanguage } from '../i18n/language';
import { get, ProblemError, type Query } from './client';
import type { EventFrame } from './eventStream';
import { readAgain } from './readAgain';
import { throttle } from './throttle';
import type { AuditEntry, Cause, Counts, List, Lock, Me, Operation, SubTask, Task, TaskDetail, TaskFile } from './types';
import { usePolling, useTopic } from './useLive';

/** Intervals while no events arrive, in ms. */
export const POLL_LIST_MS = 5000;
export const POLL_DETAIL_MS = 2000;
/** Events may come 4 times a second; the pages of tasks are not read that often. */
const TASKS_REFETCH_MS = 1000;

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      refetchOnWindowFocus: true,
      retry: (failures, error) => failures < 2 && !(error instanceof ProblemError && error.problem.status < 500),
    },
  },
});

/** Sentences of the daemon are in the language of the request. */
subscribeToLanguage(() => void queryClient.invalidateQueries());

/** Forgets what the daemon has sent to one user, or to one with another role. */
export function forgetAllButMe(client: QueryClient): void {
  // The query of the user itself stays: its observer would not notice that it was removed.
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' });
}

/** The user of the session. Another tab may have logged in as another one. */
export function useMe() {
  const client = useQueryClient();
  return useQuery({
    queryKey: ['me'],
    queryFn: async ({ signal }) => {
      const me = await get<Me>('/me', {}, signal);
      const before = client.getQueryData<Me>(['me']);
      if (before && (before.name !== me.name || before.role !== me.role)) forgetAllButMe(client);
      return me;
    },
    retry: false,
    staleTime: Infinity,
  });
}

/** The number of tasks per state, live. */
export function useCounts() {
  const client = useQueryClient();
  useTopic('counts', (frame) => {
    if (frame.event !== 'counts') return;
    // The answer of a read that runs may be older, and has no version.
    void client.cancelQueries({ queryKey: ['counts'] });
    client.setQueryData(['counts'], frame.data);
  });
  return useQuery({
    queryKey: ['counts'],
    queryFn: ({ signal }) => get<Counts>('/tasks/counts', {}, signal),
    refetchInterval: usePolling(POLL_LIST_MS),
  });
}

/** What needs a person now, live. */
export function useAttention(limit = 50) {
  const client = useQueryClient();
  useTopic('attention', (frame) => {
    if (concerns(frame, 'attention')) void readAgain(client, ['attention']);
  });
  return useQuery({
    queryKey: ['attention', limit],
    queryFn: ({ signal }) => get<List<Cause>>('/attention', { limit }, signal),
    refetchInterval: usePolling(POLL_LIST_MS),
  });
}

/** Whether the frame says that the topic must be read again. */
function concerns(frame: EventFrame, topic: string): boolean {
  if (frame.event === topic) return true;
  if (frame.event === 'hello') return !(frame.data as { resumed: boolean }).resumed;
  return frame.event === 'refetch' && (frame.data as { topics: string[] }).topics.includes(topic);
}

/** Replaces a task by the newer one. A version never decreases. */
export function newer<T extends { version: number }>(old: T, next: T): T {
  return next.version > old.version ? next : old;
}

/** Reads the pages of tasks again that are shown, at most once a second. A hidden tab does it when it is shown again. */
const refreshTasks = throttle(
  () => readAgain(queryClient, ['tasks'], document.hidden ? 'none' : 'active'),
  TASKS_REFETCH_MS,
);

/** The list with the newer rows. The same list if none of its rows is older. */
export function applyTasksEvent(list: List<Task>, changed: readonly Task[]): List<Task> {
  const byId = new Map(changed.map((task) => [task.id, task]));
  const items = list.items.map((task) => newer(task, byId.get(task.id) ?? task));
  return items.some((task, i) => task !== list.items[i]) ? { ...list, items } : list;
}

/** A page of tasks, live: rows change at once; the page is read again when tasks may enter or leave it. */
export function useTasks(query: Query, enabled = true) {
  const client = useQueryClient();
  const queryKey = ['tasks', query];
  useTopic(enabled ? 'tasks' : null, (frame) => {
    if (frame.event === 'tasks') {
      const { items } = frame.data as { items: Task[] };
      client.setQueriesData<List<Task>>({ queryKey: ['tasks'] }, (list) => list && applyTasksEvent(list, items));
    }
    if (concerns(frame, 'tasks')) refreshTasks();
  });
  return useQuery({
    queryKey,
    queryFn: async ({ signal }) => {
      const read = await get<List<Task>>('/tasks', query, signal);
      return applyTasksEvent(read, client.getQueryData<List<Task>>(queryKey)?.items ?? []);
    },
    placeholderData: keepPreviousData,
    refetchInterval: usePolling(POLL_LIST_MS),
    enabled,
  });
}

interface TaskEvent {
  task: Task;
  subTasks: SubTask[];
  claim: TaskDetail['claim'];
  focus: TaskDetail['focus'];
}

/** The task after an event. */
export function applyTaskEvent(detail: TaskDetail, event: TaskEvent): TaskDetail {
  if (event.task.version <= detail.version) return detail;
  const changed = new Map(event.subTasks.map((subTask) => [subTask.id, subTask]));
  return {
    ...detail,
    ...event.task,
    subTasks: detail.subTasks.map((subTask) => changed.get(subTask.id) ?? subTask),
    claim: event.claim,
    focus: event.focus,
  };
}

/** A task with its steps and sub tasks, live. */
export function useTask(id: string) {
  const client = useQueryClient();
  const queryKey = ['task', id];
  useTopic(`task:${id}`, (frame) => {
    if (frame.event === 'task') {
      const event = frame.data as TaskEvent;
      if (event.task.id !== id) return;
      client.setQueryData<TaskDetail>(queryKey, (detail) => detail && applyTaskEvent(detail, event));
      // The states of steps and the changes of parameters are not part of the event.
      void readAgain(client, queryKey);
      void readAgain(client, ['task-audit', id]);
    } else if (frame.event === 'hello' || concerns(frame, `task:${id}`)) {
      // The stream is opened again whenever the shown log changes: the task is read again each time.
      void readAgain(client, queryKey);
    }
  });
  return useQuery({
    queryKey,
    queryFn: async ({ signal }) => {
      const read = await get<TaskDetail>(`/tasks/${encodeURIComponent(id)}`, {}, signal);
      const known = client.getQueryData<TaskDetail>(queryKey);
      // Not back to an older version: an event arrived during the read, and the task is read once more.
      return known && known.version > read.version ? known : read;
    },
    refetchInterval: usePolling(POLL_DETAIL_MS),
  });
}

export function useTaskAudit(id: string) {
  return useQuery({
    queryKey: ['task-audit', id],
    queryFn: ({ signal }) => get<List<AuditEntry>>(`/tasks/${encodeURIComponent(id)}/audit`, { limit: 200 }, signal),
  });
}

export function useTaskFiles(id: string) {
  return useQuery({
    queryKey: ['task-files', id],
    queryFn: ({ signal }) => get<List<TaskFile>>(`/tasks/${encodeURIComponent(id)}/files`, {}, signal),
  });
}

/** The catalogue, at most 500 operations. */
export function useOperations() {
  return useQuery({
    queryKey: ['operations'],
    queryFn: ({ signal }) => get<List<Operation>>('/operations', { limit: 500 }, signal),
    staleTime: 60_000,
  });
}

export function useLocks() {
  const client = useQueryClient();
  useTopic('tasks', (frame) => {
    if (concerns(frame, 'tasks')) void readAgain(client, ['locks']);
  });
  return useQuery({
    queryKey: ['locks'],
    queryFn: ({ signal }) => get<List<Lock>>('/locks', { limit: 500 }, signal),
    refetchInterval: usePolling(POLL_LIST_MS),
  });
}
