import { useQueryClient } from '@tanstack/react-query';
import { Spin } from 'antd';
import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';
import { ProblemError, remove, setCsrfToken, setUnauthorizedListener } from '../api/client';
import { liveStream } from '../api/live';
import { useMe } from '../api/queries';
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
  const [expired, setExpired] = useState(false);
  const unauthorized = me.error instanceof ProblemError && me.error.problem.status === 401;
  const loggedIn = !!me.data && !unauthorized && !expired;

  useEffect(() => {
    setUnauthorizedListener(() => {
      if (client.getQueryData(['me'])) setExpired(true);
    });
  }, [client]);
  // Requests of children need the token at their first render, so it is not set in an effect.
  setCsrfToken(me.data?.csrfToken);
  useEffect(() => liveStream.enable(loggedIn), [loggedIn]);

  // The query of the user itself stays: its observer would not notice that it was removed.
  const forgetOthers = () => client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' });
  const logIn = (next: Me) => {
    forgetOthers();
    client.setQueryData(['me'], next);
    setExpired(false);
  };
  const logOut = async () => {
    await remove('/session');
    forgetOthers();
    setExpired(false);
    await client.resetQueries({ queryKey: ['me'] });
  };

  if (loggedIn) return <SessionContext value={{ me: me.data, logOut }}>{children}</SessionContext>;
  if (unauthorized || expired) return <LoginPage expired={expired} onLogIn={logIn} />;
  if (me.isError) return <ProblemAlert error={me.error} onRetry={() => void me.refetch()} />;
  return <Spin fullscreen />;
}
