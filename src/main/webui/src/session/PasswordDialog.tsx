import { App, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { put } from '../api/client';
import { ProblemAlert } from '../components/ProblemAlert';
import { useTexts } from '../i18n';
import { common } from '../i18n/messages';
import { sessionMessages } from './messages';

interface Passwords {
  current: string;
  new: string;
  again: string;
}

/** Changes the own password. */
export function PasswordDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useTexts(sessionMessages);
  const c = useTexts(common);
  const { message } = App.useApp();
  const client = useQueryClient();
  const [form] = Form.useForm<Passwords>();
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);

  const submit = async (values: Passwords) => {
    setBusy(true);
    setError(null);
    try {
      await put('/me/password', { current: values.current, new: values.new });
      await client.invalidateQueries({ queryKey: ['me'] });
      void message.success(t.changed);
      onClose();
    } catch (e) {
      setError(e);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Modal title={t.change} open={open} onCancel={onClose} onOk={form.submit} okText={t.change} cancelText={c.cancel}
      confirmLoading={busy} destroyOnHidden>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={submit} preserve={false}>
        <Form.Item name="current" label={t.current} rules={[{ required: true, message: t.passwordRequired }]}>
          <Input.Password autoComplete="current-password" autoFocus />
        </Form.Item>
        <Form.Item name="new" label={t.next} extra={t.rule} rules={[{ required: true, min: 12, max: 128, message: t.rule }]}>
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Form.Item
          name="again"
          label={t.again}
          dependencies={['new']}
          rules={[{ validator: (_, value) => (value === form.getFieldValue('new') ? Promise.resolve() : Promise.reject(new Error(t.differs))) }]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <ProblemAlert error={error} />
      </Form>
    </Modal>
  );
}
