import { useQueryClient } from '@tanstack/react-query';
import { Spin } from 'antd';
import { createContext, useContext, useEffect, type ReactNode } from 'react';
import { ProblemError, remove, setCsrfToken, setUnauthorizedListener } from '../api/client';
import { liveStream } from '../api/live';
import { forgetAllButMe, useMe } from '../api/queries';
import type { Me } from '../api/types';
import { ProblemAlert } from '../components/ProblemAlert';
import { LoginPage } from './LoginPage';

interface Session {
  me: Me;
  logOut: () => Promise<void>;
}

const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('no session');
  return session;
}

/** Whether the user has a permission, for example `task.operate`. The daemon checks it again. */
export function usePermission(permission: string): boolean {
  return useSession().me.permissions.includes(permission);
}

/** Shows the log-in until there is a session, then the children. The address stays the same. */
export function SessionProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const me = useMe();
  const unauthorized = me.error instanceof ProblemError && me.error.problem.status === 401;
  const loggedIn = !!me.data && !unauthorized;

  useEffect(() => {
    // The read of the user may itself be what was refused: then it is running and not started again.
    const check = () => void client.invalidateQueries({ queryKey: ['me'] }, { cancelRefetch: false });
    setUnauthorizedListener(check);
    return liveStream.subscribeState(() => {
      if (liveStream.connection().reason === 'refused') check();
    });
  }, [client]);
  // Requests of children need the token at their first render, so it is not set in an effect.
  setCsrfToken(me.data?.csrfToken);
  useEffect(() => liveStream.enable(loggedIn), [loggedIn]);

  const logIn = (next: Me) => {
    forgetAllButMe(client);
    client.setQueryData(['me'], next);
  };
  const logOut = async () => {
    await remove('/session');
    forgetAllButMe(client);
    await client.resetQueries({ queryKey: ['me'] });
  };

  if (loggedIn) {
    // Another user, or another role, starts with nothing that was read before.
    return <SessionContext key={`${me.data.name} ${me.data.role}`} value={{ me: me.data, logOut }}>{children}</SessionContext>;
  }
  if (unauthorized) return <LoginPage expired={!!me.data} onLogIn={logIn} />;
  if (me.isError) return <ProblemAlert error={me.error} onRetry={() => void me.refetch()} />;
  return <Spin fullscreen />;
}
