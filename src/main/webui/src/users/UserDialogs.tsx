import { Alert, App, Form, Input } from 'antd';
import { patch, post, remove } from '../api/client';
import type { User } from '../api/types';
import { ConfirmDialog } from '../components/ConfirmDialog';
import { FormDialog } from '../components/FormDialog';
import { useTexts } from '../i18n';
import { sessionMessages } from '../session/messages';
import type { Role } from '../session/roles';
import { userMessages } from './messages';
import { RoleField } from './RoleField';
import { userPath, useUsersChanged } from './users';

export type UserAction = { kind: 'create' } | { kind: 'role' | 'password' | 'disable' | 'enable' | 'remove'; user: User };

interface NewUser {
  name: string;
  role: Role;
  password: string;
}

/** The dialog of an action on users. */
export function UserDialogs({ action, onClose }: { action: UserAction; onClose: () => void }) {
  const t = useTexts(userMessages);
  const session = useTexts(sessionMessages);
  const { message } = App.useApp();
  const changed = useUsersChanged();
  const run = async (request: Promise<unknown>, text: string) => {
    await request;
    await changed();
    void message.success(text);
  };
  const passwordField = (label: string) => (
    <Form.Item name="password" label={label} extra={session.rule} rules={[{ required: true, message: session.passwordRequired }]}>
      <Input.Password autoComplete="new-password" maxLength={256} />
    </Form.Item>
  );

  if (action.kind === 'create') {
    return (
      <FormDialog<NewUser>
        title={t.create} okText={t.create} initial={{ role: 'TASK_VIEWER' }} fields={['name', 'role', 'password']} codes={{ 'user.exists': 'name' }}
        action={(values) => run(post('/users', values), t.userCreated(values.name))} onClose={onClose}
      >
        <Form.Item name="name" label={session.user} extra={t.nameRule} rules={[{ required: true, message: session.userRequired }]}>
          <Input autoComplete="off" autoFocus maxLength={64} />
        </Form.Item>
        <RoleField />
        {passwordField(session.password)}
      </FormDialog>
    );
  }

  const { user } = action;
  const change = (body: Partial<NewUser> & { disabled?: boolean }) => run(patch(userPath(user.name), body), t.userChanged(user.name));
  switch (action.kind) {
    case 'role':
      return (
        <FormDialog<Pick<NewUser, 'role'>>
          title={t.titled(t.changeRole, user.name)} okText={t.changeRole} initial={{ role: user.role as Role }} fields={['role']}
          codes={{ 'user.last-admin': 'role' }} action={change} onClose={onClose}
        >
          <RoleField />
        </FormDialog>
      );
    case 'password':
      return (
        <FormDialog<Pick<NewUser, 'password'>>
          title={t.titled(t.setPassword, user.name)} okText={t.setPassword} initial={{}} fields={['password']} action={change} onClose={onClose}
        >
          <Alert type="warning" showIcon title={t.endsSessions} />
          {passwordField(session.next)}
        </FormDialog>
      );
    case 'disable':
      return <ConfirmDialog danger title={t.titled(t.disable, user.name)} okText={t.disable} action={() => change({ disabled: true })} onClose={onClose}>{t.disableText}</ConfirmDialog>;
    case 'enable':
      return <ConfirmDialog title={t.titled(t.enable, user.name)} okText={t.enable} action={() => change({ disabled: false })} onClose={onClose}>{t.enableText}</ConfirmDialog>;
    case 'remove':
      return (
        <ConfirmDialog danger title={t.titled(t.remove, user.name)} okText={t.remove} action={() => run(remove(userPath(user.name)), t.userDeleted(user.name))} onClose={onClose}>
          {t.removeText}
        </ConfirmDialog>
      );
  }
}
