import { useQueryClient } from '@tanstack/react-query';
import { App, Form, Input } from 'antd';
import { put } from '../api/client';
import { FormDialog } from '../components/FormDialog';
import { useTexts } from '../i18n';
import { sessionMessages } from './messages';

interface Passwords {
  current: string;
  new: string;
  again: string;
}

/** Changes the own password. */
export function PasswordDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useTexts(sessionMessages);
  const { message } = App.useApp();
  const client = useQueryClient();
  if (!open) return null;

  const change = async (values: Passwords) => {
    await put('/me/password', { current: values.current, new: values.new });
    await client.invalidateQueries({ queryKey: ['me'] });
    void message.success(t.changed);
  };

  return (
    <FormDialog<Passwords> title={t.change} okText={t.change} initial={{}} fields={['current', 'new']} codes={{ 'auth.failed': 'current' }} action={change} onClose={onClose}>
      {(form) => (
        <>
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
        </>
      )}
    </FormDialog>
  );
}
