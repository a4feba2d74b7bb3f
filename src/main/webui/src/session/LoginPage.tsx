import { Alert, Button, Card, Form, Input, Typography } from 'antd';
import { useEffect, useState } from 'react';
import { post } from '../api/client';
import type { Me } from '../api/types';
import { ProblemAlert } from '../components/ProblemAlert';
import { useTexts } from '../i18n';
import { common } from '../i18n/messages';
import { AppearanceControls } from '../shell/AppearanceControls';
import icon from '../icon.svg';
import styles from './LoginPage.module.css';
import { sessionMessages } from './messages';

/** The log-in of a user. It says where the first password is, but no path of the host. */
export function LoginPage({ expired, onLogIn }: { expired: boolean; onLogIn: (me: Me) => void }) {
  const t = useTexts(sessionMessages);
  const c = useTexts(common);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    document.title = `${t.title} · obtaskd`;
  }, [t]);

  const submit = async (values: { name: string; password: string }) => {
    setBusy(true);
    setError(null);
    try {
      onLogIn(await post<Me>('/session', values));
    } catch (e) {
      setError(e);
      setBusy(false);
    }
  };

  return (
    <main className={styles.page}>
      <div className={styles.controls}><AppearanceControls /></div>
      <Card className={styles.card}>
        <h1 className={styles.title}><img src={icon} alt="" width={32} height={32} /> obtaskd</h1>
        <p className={styles.subtitle}>{c.taskCenter}</p>
        {expired && <Alert className={styles.error ?? ''} type="info" showIcon title={t.expired} />}
        <Form layout="vertical" requiredMark={false} onFinish={submit} disabled={busy}>
          <Form.Item name="name" label={t.user} rules={[{ required: true, message: t.userRequired }]}>
            <Input autoFocus autoComplete="username" size="large" maxLength={64} />
          </Form.Item>
          <Form.Item name="password" label={t.password} rules={[{ required: true, message: t.passwordRequired }]}>
            <Input.Password autoComplete="current-password" size="large" maxLength={256} />
          </Form.Item>
          {!!error && <div className={styles.error}><ProblemAlert error={error} /></div>}
          <Button type="primary" htmlType="submit" size="large" block loading={busy}>{t.logIn}</Button>
        </Form>
        <Typography.Paragraph type="secondary" className={styles.hint}>{t.hint}</Typography.Paragraph>
      </Card>
    </main>
  );
}
