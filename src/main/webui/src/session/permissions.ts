import { useTexts } from '../i18n';
import { sessionMessages } from './messages';
import { usePermission } from './Session';

/** Why the user cannot start tasks: the role that is needed. Empty if the user can. Other operations have the daemon's reason. */
export function useMissingSubmit(): string {
  const t = useTexts(sessionMessages);
  return usePermission('task.submit') ? '' : t.needsManager;
}
