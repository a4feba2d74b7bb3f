import { texts } from '../i18n';

export const tokenMessages = texts(
  {
    create: 'Create token', name: 'Name', owner: 'Owner', created: 'Created', expires: 'Expires', expired: 'expired', lastUsed: 'Last used', never: 'Never', revoke: 'Revoke',
    empty: 'No tokens.', all: 'All users', intro: 'Programs log in with a token in the header "Authorization: Bearer …". A token has no more permissions than its owner and manages no users, tokens or passwords.',
    nameRequired: 'Enter a name.', nameHint: 'What uses the token, for example "nightly checks".', days: 'Valid for (days)', daysRule: 'From 1 to 365.', roleHint: 'At most the own role.',
    revokeTitle: (name: string) => `Revoke token: ${name}`, revokeText: 'Programs that use this token are refused at once. This cannot be undone.', revoked: 'The token is revoked.',
    secretTitle: (name: string) => `Token ${name}`, secretLabel: 'Secret of the token', secretWarning: 'Copy the secret now. It is shown only once: the daemon stores only its hash.', done: 'I have stored it',
    copyFailed: 'The browser does not allow copying here. The secret is selected: copy it with the keyboard.',
  },
  {
    create: '创建令牌', name: '名称', owner: '所有者', created: '创建时间', expires: '过期时间', expired: '已过期', lastUsed: '最近使用', never: '从未', revoke: '吊销',
    empty: '暂无令牌。', all: '全部用户', intro: '程序通过请求头 “Authorization: Bearer …” 使用令牌登录。令牌的权限不超过其所有者，且不能管理用户、令牌和密码。',
    nameRequired: '请输入名称。', nameHint: '使用该令牌的程序，例如“夜间巡检”。', days: '有效期（天）', daysRule: '1 至 365。', roleHint: '不超过本人的角色。',
    revokeTitle: (name: string) => `吊销令牌：${name}`, revokeText: '使用该令牌的程序将立即被拒绝，且无法恢复。', revoked: '令牌已吊销。',
    secretTitle: (name: string) => `令牌 ${name}`, secretLabel: '令牌密钥', secretWarning: '请立即复制密钥。密钥仅显示一次，守护进程只保存其哈希值。', done: '已保存',
    copyFailed: '浏览器不允许在此复制。密钥已选中，请使用键盘复制。',
  },
);
