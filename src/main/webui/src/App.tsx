import { QueryClientProvider } from '@tanstack/react-query';
import { lazy } from 'react';
import { createBrowserRouter, Navigate, RouterProvider, useParams } from 'react-router-dom';
import { queryClient } from './api/queries';
import { SessionProvider } from './session/Session';
import { NotFoundPage } from './shell/NotFoundPage';
import { Shell } from './shell/Shell';
import { TaskDetailPage } from './tasks/detail/TaskDetailPage';
import { TaskListPage } from './tasks/list/TaskListPage';
import { OperationProvider } from './tasks/operation/OperationProvider';
import { ThemeProvider } from './theme/ThemeProvider';

const StartTaskPage = lazy(() => import('./tasks/start/StartTaskPage').then((m) => ({ default: m.StartTaskPage })));
const OperationsPage = lazy(() => import('./catalogue/OperationsPage').then((m) => ({ default: m.OperationsPage })));
const LocksPage = lazy(() => import('./locks/LocksPage').then((m) => ({ default: m.LocksPage })));
const AuditPage = lazy(() => import('./audit/AuditPage').then((m) => ({ default: m.AuditPage })));
const UsersPage = lazy(() => import('./users/UsersPage').then((m) => ({ default: m.UsersPage })));
const TokensPage = lazy(() => import('./tokens/TokensPage').then((m) => ({ default: m.TokensPage })));
const AboutPage = lazy(() => import('./about/AboutPage').then((m) => ({ default: m.AboutPage })));

/** A page of its own for each task: nothing of the previous one stays. */
function TaskById() {
  const { id = '' } = useParams();
  return <TaskDetailPage key={id} id={id} />;
}

const router = createBrowserRouter([
  {
    element: (
      <SessionProvider>
        <OperationProvider>
          <Shell />
        </OperationProvider>
      </SessionProvider>
    ),
    children: [
      { path: '/', element: <Navigate to="/tasks" replace /> },
      { path: '/tasks', element: <TaskListPage /> },
      { path: '/tasks/new', element: <StartTaskPage /> },
      { path: '/tasks/:id', element: <TaskById /> },
      { path: '/operations', element: <OperationsPage /> },
      { path: '/locks', element: <LocksPage /> },
      { path: '/audit', element: <AuditPage /> },
      { path: '/users', element: <UsersPage /> },
      { path: '/tokens', element: <TokensPage /> },
      { path: '/about', element: <AboutPage /> },
      { path: '*', element: <NotFoundPage /> },
    ],
  },
]);

export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <ThemeProvider>
        <RouterProvider router={router} />
      </ThemeProvider>
    </QueryClientProvider>
  );
}
