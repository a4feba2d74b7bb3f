import { Result } from 'antd';
import { useTexts } from '../i18n';
import { sessionMessages } from './messages';
import { useRoleName } from './roles';
import { useSession } from './Session';

/** Says which role a page needs, and which one the user has. */
export function RoleRequired({ role }: { role: string }) {
  const t = useTexts(sessionMessages);
  const name = useRoleName();
  const { me } = useSession();
  return <Result status="403" title={t.roleRequired(`${name(role)} (${role})`)} subTitle={t.yourRole(`${name(me.role)} (${me.role})`)} />;
}
