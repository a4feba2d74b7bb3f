import { Alert, Button, Space } from 'antd';
import { useState } from 'react';
import { useTexts } from '../i18n';
import { sessionMessages } from './messages';
import { PasswordDialog } from './PasswordDialog';
import { useSession } from './Session';

/** Offers to change the password of the first start. */
export function InitialPasswordBanner() {
  const { me } = useSession();
  const t = useTexts(sessionMessages);
  const [open, setOpen] = useState(false);
  const [later, setLater] = useState(false);
  if (!me.initialPassword || !me.passwordChangeable || later) return null;
  return (
    <>
      <Alert banner type="warning" title={t.initial} action={
        <Space>
          <Button size="small" type="primary" onClick={() => setOpen(true)}>{t.change}</Button>
          <Button size="small" onClick={() => setLater(true)}>{t.later}</Button>
        </Space>
      } />
      <PasswordDialog open={open} onClose={() => setOpen(false)} />
    </>
  );
}
