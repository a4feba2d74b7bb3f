import { lazy, Suspense } from 'react';
import type { TaskDetail } from '../../api/types';

/** Below the log and not needed for it: loaded after the page is shown. */
const Tabs = lazy(() => import('./Tabs'));

/** What else belongs to a task: audit, parameters, parents and children, files. */
export function TaskTabs({ task }: { task: TaskDetail }) {
  return <Suspense><Tabs task={task} /></Suspense>;
}
