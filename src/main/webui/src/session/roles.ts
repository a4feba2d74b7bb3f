import { useTexts } from '../i18n';
import { sessionMessages } from './messages';

/** From the least to the most powerful. */
export const ROLES = ['TASK_VIEWER', 'TASK_MANAGER', 'ADMIN'] as const;
export type Role = (typeof ROLES)[number];

/** The roles that a token of this user may have: its own and lesser ones. */
export function rolesUpTo(role: string): Role[] {
  return ROLES.slice(0, ROLES.indexOf(role as Role) + 1);
}

/** The name of a role. An unknown role has its own name. */
export function useRoleName(): (role: string) => string {
  const t = useTexts(sessionMessages);
  return (role) => ({ ADMIN: t.ADMIN, TASK_MANAGER: t.TASK_MANAGER, TASK_VIEWER: t.TASK_VIEWER })[role] ?? role;
}
