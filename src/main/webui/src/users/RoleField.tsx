import { Form, Radio } from 'antd';
import { useTexts } from '../i18n';
import { sessionMessages } from '../session/messages';
import { ROLES, useRoleName } from '../session/roles';
import { userMessages } from './messages';
import styles from './users.module.css';

/** The role of a user, with what it allows. */
export function RoleField() {
  const t = useTexts(userMessages);
  const session = useTexts(sessionMessages);
  const roleName = useRoleName();
  return (
    <Form.Item name="role" label={session.role} rules={[{ required: true, message: t.roleRequired }]}>
      <Radio.Group>
        {ROLES.map((role) => (
          <Radio key={role} value={role} className={styles.option}>
            {roleName(role)} <span className={styles.optionText}>{t[`about${role}`]}</span>
          </Radio>
        ))}
      </Radio.Group>
    </Form.Item>
  );
}
