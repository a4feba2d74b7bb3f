import { texts } from '../i18n';

export const sessionMessages = texts(
  {
    title: 'Log in', user: 'User name', password: 'Password', logIn: 'Log in', logOut: 'Log out',
    hint: 'At the first start the daemon writes the password of admin to the file initial-admin-password in its data directory.',
    expired: 'The session has ended. Log in again.',
    initial: 'The password of this account is still the one of the first start. Clients of obshell use it too: change it there as well.',
    change: 'Change password', current: 'Current password', next: 'New password', again: 'New password again',
    differs: 'The two passwords differ.', changed: 'The password is changed. Other sessions of this account have ended.',
    rule: '12 to 128 characters, not the name of the user.', later: 'Later',
    userRequired: 'Enter the user name.', passwordRequired: 'Enter the password.',
    account: 'Account', role: 'Role', external: 'The password of this account is managed by OceanBase.',
    ADMIN: 'Administrator', TASK_MANAGER: 'Task manager', TASK_VIEWER: 'Task viewer',
    needsManager: 'This needs the role Task manager (TASK_MANAGER) or Administrator (ADMIN).',
    roleRequired: (role: string) => `This page needs the role ${role}.`, yourRole: (role: string) => `Your role is ${role}.`,
  },
  {
    title: '登录', user: '用户名', password: '密码', logIn: '登录', logOut: '退出登录',
    hint: '首次启动时，守护进程会将 admin 的密码写入数据目录下的 initial-admin-password 文件。',
    expired: '会话已结束，请重新登录。',
    initial: '该账号仍在使用首次启动时的密码。obshell 的客户端也使用此密码，修改后请同步更新。',
    change: '修改密码', current: '当前密码', next: '新密码', again: '确认新密码', differs: '两次输入的密码不一致。',
    changed: '密码已修改，该账号的其他会话已结束。', rule: '12 至 128 个字符，不能与用户名相同。', later: '稍后',
    userRequired: '请输入用户名。', passwordRequired: '请输入密码。', account: '账号', role: '角色',
    external: '该账号的密码由 OceanBase 管理。', ADMIN: '系统管理员', TASK_MANAGER: '任务管理', TASK_VIEWER: '任务查看',
    needsManager: '需要“任务管理（TASK_MANAGER）”或“系统管理员（ADMIN）”角色。',
    roleRequired: (role: string) => `该页面需要“${role}”角色。`, yourRole: (role: string) => `您的角色是“${role}”。`,
  },
);
