import { texts } from '../i18n';

export const auditMessages = texts(
  {
    at: 'Time', actor: 'Actor', action: 'Action', result: 'Result', source: 'Source', address: 'Address', object: 'Object', objectType: 'Object type', objectId: 'Object id', taskId: 'Task id',
    change: 'Change', from: 'From', to: 'To', any: 'Any', exportCsv: 'Export CSV', empty: 'No entries with these filters.', filters: 'Filters', task: 'Task', holder: 'Held by task',
    tasksOnly: 'You see the entries of tasks. Entries of users, tokens, sessions and settings are visible to administrators (ADMIN).', end: 'No more entries.',
    ACCEPTED: 'Accepted', REFUSED: 'Refused', FAILED: 'Failed', WEB: 'Page', API: 'API', CLI: 'Command line', SYSTEM: 'System',
  },
  {
    at: '时间', actor: '操作人', action: '操作', result: '结果', source: '来源', address: '地址', object: '对象', objectType: '对象类型', objectId: '对象 ID', taskId: '任务 ID',
    change: '变更', from: '开始时间', to: '结束时间', any: '全部', exportCsv: '导出 CSV', empty: '没有符合条件的记录。', filters: '筛选', task: '任务', holder: '占用任务',
    tasksOnly: '您可查看任务的操作记录。用户、令牌、会话和设置的记录仅系统管理员（ADMIN）可见。', end: '没有更多记录。',
    ACCEPTED: '已受理', REFUSED: '已拒绝', FAILED: '失败', WEB: '页面', API: 'API', CLI: '命令行', SYSTEM: '系统',
  },
);

/** Words for the actions of the audit. The codes stand beside them. */
export const auditActions = texts<Record<string, string>>(
  {
    submit: 'Start task', retry: 'Retry', rollback: 'Roll back', abandon: 'Abandon', terminate: 'Terminate', skip: 'Skip', release: 'Release claim',
    login: 'Log in', logout: 'Log out', 'password.change': 'Change password', 'user.create': 'Create user', 'user.change': 'Change user', 'user.delete': 'Delete user',
    'token.create': 'Create token', 'token.delete': 'Revoke token', 'setting.change': 'Change setting',
  },
  {
    submit: '发起任务', retry: '重试', rollback: '回滚', abandon: '放弃', terminate: '终止', skip: '跳过', release: '释放运维锁',
    login: '登录', logout: '退出登录', 'password.change': '修改密码', 'user.create': '创建用户', 'user.change': '修改用户', 'user.delete': '删除用户',
    'token.create': '创建令牌', 'token.delete': '吊销令牌', 'setting.change': '修改设置',
  },
);

export const objectTypes = texts<Record<string, string>>(
  { TASK: 'Task', SUBTASK: 'Sub task', LOCK: 'Claim', USER: 'User', TOKEN: 'Token', SESSION: 'Session', SETTING: 'Setting' },
  { TASK: '任务', SUBTASK: '子任务', LOCK: '运维锁', USER: '用户', TOKEN: '令牌', SESSION: '会话', SETTING: '设置' },
);

/** States of a session before and after a request. */
export const sessionStates = texts<Record<string, string>>({ open: 'open' }, { open: '已建立' });
