import { Form, Input, InputNumber, Select } from 'antd';
import { post } from '../api/client';
import type { CreatedToken } from '../api/types';
import { FormDialog } from '../components/FormDialog';
import { useTexts } from '../i18n';
import { sessionMessages } from '../session/messages';
import { rolesUpTo, useRoleName } from '../session/roles';
import { useSession } from '../session/Session';
import { tokenMessages } from './messages';
import { useTokensChanged } from './tokens';

interface NewToken {
  name: string;
  role: string;
  expiresInDays: number;
}

/** Creates a token of the user itself. */
export function CreateTokenDialog({ onClose, onCreated }: { onClose: () => void; onCreated: (token: CreatedToken) => void }) {
  const t = useTexts(tokenMessages);
  const session = useTexts(sessionMessages);
  const roleName = useRoleName();
  const { me } = useSession();
  const changed = useTokensChanged();
  const roles = rolesUpTo(me.role);
  const create = async (values: NewToken) => {
    onCreated(await post<CreatedToken>('/tokens', values));
    await changed();
  };
  return (
    <FormDialog<NewToken>
      title={t.create} okText={t.create} initial={{ role: roles[0] ?? me.role, expiresInDays: 90 }} fields={['name', 'role', 'expiresInDays']}
      action={create} onClose={onClose}
    >
      <Form.Item name="name" label={t.name} extra={t.nameHint} rules={[{ required: true, whitespace: true, message: t.nameRequired }]}>
        <Input autoFocus maxLength={100} autoComplete="off" />
      </Form.Item>
      <Form.Item name="role" label={session.role} extra={t.roleHint}>
        <Select options={roles.map((role) => ({ value: role, label: roleName(role) }))} />
      </Form.Item>
      <Form.Item name="expiresInDays" label={t.days} rules={[{ required: true, type: 'integer', min: 1, max: 365, message: t.daysRule }]}>
        <InputNumber precision={0} />
      </Form.Item>
    </FormDialog>
  );
}
