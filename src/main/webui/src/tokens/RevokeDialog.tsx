import { App } from 'antd';
import { remove } from '../api/client';
import type { Token } from '../api/types';
import { ConfirmDialog } from '../components/ConfirmDialog';
import { useTexts } from '../i18n';
import { tokenMessages } from './messages';
import { useTokensChanged } from './tokens';

export function RevokeDialog({ token, onClose }: { token: Token; onClose: () => void }) {
  const t = useTexts(tokenMessages);
  const { message } = App.useApp();
  const changed = useTokensChanged();
  const revoke = async () => {
    await remove(`/tokens/${encodeURIComponent(token.id)}`);
    await changed();
    void message.success(t.revoked);
  };
  return <ConfirmDialog danger title={t.revokeTitle(token.name)} okText={t.revoke} action={revoke} onClose={onClose}>{t.revokeText}</ConfirmDialog>;
}
