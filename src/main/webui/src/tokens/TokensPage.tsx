import { PlusOutlined } from '@ant-design/icons';
import { Button, Select, Tag, Typography } from 'antd';
import { useState } from 'react';
import { useAddress } from '../address';
import type { CreatedToken, Token } from '../api/types';
import { useNow } from '../components/clock';
import { DataTable, type DataColumn } from '../components/DataTable';
import { PageTitle } from '../components/PageTitle';
import { ProblemAlert } from '../components/ProblemAlert';
import { RelativeTime } from '../components/time';
import { useTexts } from '../i18n';
import { common } from '../i18n/messages';
import { sessionMessages } from '../session/messages';
import { useRoleName } from '../session/roles';
import { usePermission, useSession } from '../session/Session';
import { shellMessages } from '../shell/messages';
import { useUsers } from '../users/users';
import { CreateTokenDialog } from './CreateTokenDialog';
import { tokenMessages } from './messages';
import { RevokeDialog } from './RevokeDialog';
import { SecretDialog } from './SecretDialog';
import { ownersOf, useTokens } from './tokens';
import styles from './tokens.module.css';

/** The own access tokens; administrators see those of all users. */
export function TokensPage() {
  const t = useTexts(tokenMessages);
  const shell = useTexts(shellMessages);
  const { me } = useSession();
  const isAdmin = usePermission('user.manage');
  const users = useUsers(isAdmin);
  const { parameters, change } = useAddress();
  const owner = isAdmin ? (parameters.get('owner') ?? '') : me.name;
  const tokens = useTokens(ownersOf(owner, me.name, users.data?.items ?? []), me.name);
  const [creating, setCreating] = useState(false);
  const [created, setCreated] = useState<CreatedToken | null>(null);
  const [revoking, setRevoking] = useState<Token | null>(null);
  const names = (users.data?.items ?? []).map(({ name }) => ({ value: name, label: name }));
  return (
    <>
      <PageTitle title={shell.tokens} extra={
        <>
          {isAdmin && (
            <Select
              aria-label={t.owner}
              className={styles.owner}
              value={owner}
              options={[{ value: '', label: t.all }, ...names]}
              onChange={(value) => change({ owner: value })}
            />
          )}
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setCreating(true)}>{t.create}</Button>
        </>
      } />
      <Typography.Paragraph className={styles.intro}>{t.intro}</Typography.Paragraph>
      <ProblemAlert error={tokens.error} onRetry={tokens.refetch} />
      <DataTable label={shell.tokens} columns={useColumns(setRevoking)} rows={tokens.items} rowKey={(token) => token.id} loading={tokens.pending} empty={t.empty} />
      {creating && <CreateTokenDialog onClose={() => setCreating(false)} onCreated={setCreated} />}
      {created && <SecretDialog token={created} onClose={() => setCreated(null)} />}
      {revoking && <RevokeDialog token={revoking} onClose={() => setRevoking(null)} />}
    </>
  );
}

function useColumns(onRevoke: (token: Token) => void): DataColumn<Token>[] {
  const t = useTexts(tokenMessages);
  const c = useTexts(common);
  const session = useTexts(sessionMessages);
  const roleName = useRoleName();
  return [
    { key: 'name', title: t.name, render: (token) => <strong>{token.name}</strong> },
    { key: 'id', title: 'ID', render: (token) => <code>{token.id}</code> },
    { key: 'owner', title: t.owner, render: (token) => token.owner },
    { key: 'role', title: session.role, render: (token) => roleName(token.role) },
    { key: 'created', title: t.created, nowrap: true, render: (token) => <RelativeTime at={token.createdAt} /> },
    { key: 'expires', title: t.expires, nowrap: true, render: (token) => <Expiry at={token.expiresAt} /> },
    { key: 'used', title: t.lastUsed, nowrap: true, render: (token) => (token.lastUsedAt ? <RelativeTime at={token.lastUsedAt} /> : t.never) },
    {
      key: 'actions', title: c.actions,
      render: (token) => (
        <Button type="link" size="small" danger className={styles.revoke} aria-label={t.revokeTitle(token.name)} onClick={() => onRevoke(token)}>{t.revoke}</Button>
      ),
    },
  ];
}

function Expiry({ at }: { at: string }) {
  const t = useTexts(tokenMessages);
  const expired = Date.parse(at) <= useNow();
  return <span><RelativeTime at={at} />{expired && <> <Tag color="error">{t.expired}</Tag></>}</span>;
}
