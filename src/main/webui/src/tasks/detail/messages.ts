import { texts } from '../../i18n';

export const detailMessages = texts(
  {
    logView: 'Log view', flowView: 'Flow view', timelineView: 'Timeline', views: 'Views', locate: 'Locate current progress', located: (at: number, n: number) => `${at}/${n}`,
    downloadLogs: 'Download logs', downloadAll: 'All logs of the task (zip)', downloadCurrent: 'Log of the selected step', copyTask: 'Copy as new task',
    copyId: 'Copy the id', notFound: 'Task not found', notFoundText: (id: string) => `There is no task ${id}. It may have been removed after its retention time.`,
    forbidden: 'No permission', backToList: 'Back to the tasks', initiator: 'Initiator', started: 'Start', duration: 'Duration', progress: 'Progress', claim: 'Claim',
    claimHeld: 'held', claimFree: 'released', claimReleasedBy: (user: string) => `released by ${user}`, waiting: 'Waiting', submitReason: 'Reason', parent: 'Parent task', noClaim: 'none',
    operation: 'Operation', subTasks: 'Sub tasks', onlyFailed: 'Only failed', noFailed: 'No sub task has failed.', stage: (n: number) => `Stage ${n}`, operationsOf: (name: string) => `Operations of ${name}`,
    viewLog: 'View log', downloadLog: 'Download log', noLogYet: 'The sub task has not run yet.', steps: (done: number, n: number) => `${done} of ${n}`,
    failedAt: (step: string) => `Failed: ${step}`, firstError: 'First error', lastStderr: 'Last line of standard error', moreFailed: (n: number) => `and ${n} more`,
    stateNow: (state: string) => `The task is now: ${state}`, keyboard: 'Keyboard', keyboardHelp: 'Keys',
    keyNext: 'Next / previous sub task', keyOpen: 'Open the log of the sub task', keyView: 'Next view', keyLocate: 'Locate current progress', keyFull: 'Full screen log', keyWrap: 'Wrap lines',
    keyTimes: 'Time stamps', keySearch: 'Search the log', keyHits: 'Next / previous hit', keyErrors: 'Next / previous error', keyTop: 'Start / end of the log', keyRetry: 'Retry', keyHelp: 'This overview',
    keyEscape: 'Close, leave full screen, end the search', keyTree: 'Move in the tree of sub tasks', groupTask: 'Task', groupLog: 'Log',
  },
  {
    logView: '日志视图', flowView: '流转视图', timelineView: '时间线', views: '视图', locate: '定位当前进度', located: (at: number, n: number) => `${at}/${n}`,
    downloadLogs: '下载日志', downloadAll: '全部子任务日志（zip）', downloadCurrent: '当前环节日志', copyTask: '复制为新任务', copyId: '复制 ID', notFound: '任务不存在',
    notFoundText: (id: string) => `任务 ${id} 不存在，可能已超过保留时间被清理。`, forbidden: '没有权限', backToList: '返回任务列表', initiator: '发起者', started: '开始时间', duration: '耗时', progress: '进度', claim: '运维锁',
    claimHeld: '占用中', claimFree: '已释放', claimReleasedBy: (user: string) => `已由 ${user} 释放`, waiting: '等待', submitReason: '原因', parent: '上级任务', noClaim: '无', operation: '操作', subTasks: '子任务',
    onlyFailed: '只看失败', noFailed: '没有失败的子任务。', stage: (n: number) => `阶段 ${n}`, operationsOf: (name: string) => `${name} 的操作`, viewLog: '查看日志', downloadLog: '下载日志', noLogYet: '子任务尚未执行。',
    steps: (done: number, n: number) => `${done}/${n}`, failedAt: (step: string) => `执行失败：${step}`, firstError: '首个错误', lastStderr: '标准错误的最后一行', moreFailed: (n: number) => `另有 ${n} 个`,
    stateNow: (state: string) => `任务当前状态：${state}`, keyboard: '键盘', keyboardHelp: '快捷键', keyNext: '下一个/上一个子任务', keyOpen: '打开子任务日志', keyView: '切换视图', keyLocate: '定位当前进度', keyFull: '日志全屏',
    keyWrap: '自动换行', keyTimes: '显示时间', keySearch: '搜索日志', keyHits: '下一个/上一个匹配', keyErrors: '下一个/上一个错误', keyTop: '日志开头/末尾', keyRetry: '重试', keyHelp: '本说明', keyEscape: '关闭、退出全屏、结束搜索',
    keyTree: '在子任务树中移动', groupTask: '任务', groupLog: '日志',
  },
);
