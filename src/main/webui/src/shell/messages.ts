import { texts } from '../i18n';

export const shellMessages = texts(
  {
    system: 'System management', operations: 'Operations', locks: 'Claims', audit: 'Audit', users: 'Users', tokens: 'Tokens', about: 'About',
    menu: 'Menu', skip: 'Skip to content', language: '中文', languageName: '中文: switch the language to Chinese',
    theme: 'Theme', light: 'Light', dark: 'Dark', system_: 'As the system',
    live: 'Live', polling: 'Polling', offline: 'Offline', connecting: 'Connecting',
    reasonNone: 'Changes arrive as they happen.', reasonHidden: 'The tab was hidden.', reasonUnreachable: 'The daemon does not respond. The page tries again by itself.',
    reasonRefused: 'The daemon closed the stream of events.', reasonLimit: 'The daemon serves as many streams of events as it may. The page asks for changes instead.',
    reasonShutdown: 'The daemon stops.', reasonSlow: 'This browser read too slowly.', reasonPolling: 'The stream of events fails repeatedly. The page asks for changes every few seconds.',
    failedTasks: (n: number) => `${n} failed`, runningTasks: (n: number) => `${n} running`,
    lastTasks: 'Last tasks', allTasks: 'All tasks', noTasks: 'No tasks yet.', start: 'Start a task', notFound: 'This page does not exist.',
    palette: 'Go to', paletteHint: 'Page, task (name or id) or operation', paletteNothing: 'Nothing contains this text.',
  },
  {
    system: '系统管理', operations: '运维操作', locks: '运维锁', audit: '操作审计', users: '用户', tokens: '访问令牌', about: '关于',
    menu: '菜单', skip: '跳到内容', language: 'EN', languageName: 'EN：切换为英文',
    theme: '主题', light: '浅色', dark: '深色', system_: '跟随系统',
    live: '实时', polling: '轮询', offline: '离线', connecting: '连接中',
    reasonNone: '变化会实时显示。', reasonHidden: '页面曾被隐藏。', reasonUnreachable: '守护进程没有响应，页面会自动重试。',
    reasonRefused: '守护进程关闭了事件流。', reasonLimit: '事件流数量已达上限，页面改为定时查询。', reasonShutdown: '守护进程正在停止。',
    reasonSlow: '浏览器读取过慢。', reasonPolling: '事件流多次失败，页面每隔几秒查询一次。',
    failedTasks: (n: number) => `${n} 个执行失败`, runningTasks: (n: number) => `${n} 个执行中`,
    lastTasks: '最近任务', allTasks: '查看全部', noTasks: '暂无任务。', start: '发起任务', notFound: '页面不存在。',
    palette: '快速跳转', paletteHint: '页面、任务（名称或 ID）或运维操作', paletteNothing: '没有匹配的内容。',
  },
);
