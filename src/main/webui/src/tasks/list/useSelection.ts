import { useCallback, useMemo, useState } from 'react';
import type { Task } from '../../api/types';

/** The ticked tasks. They stay ticked when the list is read again and on other pages. */
export interface Selection {
  has: (id: string) => boolean;
  tick: (task: Task, ticked: boolean) => void;
  tickAll: (tasks: readonly Task[], ticked: boolean) => void;
  clear: () => void;
  /** As last seen. */
  tasks: Task[];
}

/** @param shown the tasks of the present page, which are newer than those remembered */
export function useSelection(shown: readonly Task[]): Selection {
  const [ticked, setTicked] = useState<ReadonlyMap<string, Task>>(new Map());
  const tickAll = useCallback((tasks: readonly Task[], on: boolean) => {
    setTicked((old) => {
      const next = new Map(old);
      for (const task of tasks) {
        if (on) next.set(task.id, task);
        else next.delete(task.id);
      }
      return next;
    });
  }, []);
  const tick = useCallback((task: Task, on: boolean) => tickAll([task], on), [tickAll]);
  const clear = useCallback(() => setTicked(new Map()), []);
  return useMemo(() => {
    const present = new Map(shown.map((task) => [task.id, task]));
    return {
      has: (id: string) => ticked.has(id),
      tick,
      tickAll,
      clear,
      tasks: [...ticked.values()].map((task) => present.get(task.id) ?? task),
    };
  }, [shown, ticked, tick, tickAll, clear]);
}
