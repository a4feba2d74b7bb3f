import { CopyOutlined } from '@ant-design/icons';
import { Alert, App, Button, Input, Modal, type InputRef } from 'antd';
import { useRef } from 'react';
import type { CreatedToken } from '../api/types';
import { useTexts } from '../i18n';
import { common } from '../i18n/messages';
import { tokenMessages } from './messages';
import styles from './tokens.module.css';

/** Shows the secret of a new token, once. Only its button closes the dialog. */
export function SecretDialog({ token, onClose }: { token: CreatedToken; onClose: () => void }) {
  const t = useTexts(tokenMessages);
  const c = useTexts(common);
  const { message } = App.useApp();
  const input = useRef<InputRef>(null);
  const copy = async () => {
    input.current?.select();
    try {
      await navigator.clipboard.writeText(token.secret);
      void message.success(c.copied);
    } catch {
      // Without TLS a browser has no clipboard for scripts.
      void message.warning(t.copyFailed);
    }
  };
  return (
    <Modal
      open title={t.secretTitle(token.name)} closable={false} keyboard={false} mask={{ closable: false }}
      footer={<Button type="primary" onClick={onClose}>{t.done}</Button>}
    >
      <Alert type="warning" showIcon title={t.secretWarning} />
      <div className={styles.secret}>
        <Input ref={input} readOnly value={token.secret} aria-label={t.secretLabel} />
        <Button icon={<CopyOutlined />} onClick={() => void copy()}>{c.copy}</Button>
      </div>
    </Modal>
  );
}
