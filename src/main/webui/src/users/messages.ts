import { texts } from '../i18n';

export const userMessages = texts(
  {
    create: 'Create user', created: 'Created', lastLogin: 'Last log-in', never: 'Never', sessions: 'Sessions', tokens: 'Tokens', enabled: 'Enabled', disabled: 'Disabled',
    you: 'you', changeRole: 'Change role', setPassword: 'Set password', disable: 'Disable', enable: 'Enable', remove: 'Delete', empty: 'No users.',
    nameRule: 'A lower-case letter or _, then lower-case letters, digits, _ . -; at most 32 characters.', roleRequired: 'Select a role.',
    userCreated: (name: string) => `User ${name} is created.`, userChanged: (name: string) => `User ${name} is changed.`, userDeleted: (name: string) => `User ${name} is deleted.`,
    endsSessions: 'All sessions and tokens of this user end at once.', disableText: 'The user can no longer log in. All sessions and tokens of this user end at once.',
    enableText: 'The user can log in again. Tokens must be created anew.', removeText: 'The user, its sessions and its tokens are removed at once. Tasks and audit entries keep the name.',
    titled: (action: string, name: string) => `${action}: ${name}`,
    aboutADMIN: 'Everything, also users, claims and the whole audit', aboutTASK_MANAGER: 'Start and operate tasks', aboutTASK_VIEWER: 'Look at tasks and logs',
  },
  {
    create: '创建用户', created: '创建时间', lastLogin: '最近登录', never: '从未', sessions: '会话数', tokens: '令牌数', enabled: '已启用', disabled: '已禁用',
    you: '当前用户', changeRole: '修改角色', setPassword: '重置密码', disable: '禁用', enable: '启用', remove: '删除', empty: '暂无用户。',
    nameRule: '以小写字母或 _ 开头，由小写字母、数字和 _ . - 组成，最多 32 个字符。', roleRequired: '请选择角色。',
    userCreated: (name: string) => `用户 ${name} 已创建。`, userChanged: (name: string) => `用户 ${name} 已修改。`, userDeleted: (name: string) => `用户 ${name} 已删除。`,
    endsSessions: '该用户的所有会话和令牌将立即失效。', disableText: '该用户将无法登录，其所有会话和令牌立即失效。',
    enableText: '该用户可以重新登录，令牌需要重新创建。', removeText: '该用户及其会话和令牌将立即删除，任务和操作审计中保留其用户名。',
    titled: (action: string, name: string) => `${action}：${name}`,
    aboutADMIN: '全部权限，包括用户、运维锁和全部操作审计', aboutTASK_MANAGER: '发起和管理任务', aboutTASK_VIEWER: '查看任务和日志',
  },
);
