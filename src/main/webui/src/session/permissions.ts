import { useTexts } from '../i18n';
import { sessionMessages } from './messages';
import { usePermission } from './Session';

export type Permission = 'task.submit' | 'task.operate' | 'lock.release' | 'user.manage' | 'audit.all';

/** Why the user cannot do something: the role that is needed. Empty if the user has the permission. */
export function useMissingPermission(permission: Permission): string {
  const t = useTexts(sessionMessages);
  const has = usePermission(permission);
  if (has) return '';
  return permission === 'task.submit' || permission === 'task.operate' ? t.needsManager : t.needsAdmin;
}
