import type { WAIT_KINDS } from './listState';
import { texts } from '../../i18n';

export const listMessages = texts(
  {
    start: 'Start a task',
    all: 'All', running: 'Running', failed: 'Failed', ended: 'Completed', tabs: 'Tasks by state',
    refreshed: 'Refreshed', searchMode: 'Search in', searchAll: 'All', searchId: 'Task ID', searchName: 'Task name',
    searchPlaceholder: 'Name, target or ID',
    states: 'States', initiator: 'Initiator', scope: 'Task type', maintenance: 'Maintenance type', operation: 'Operation',
    targetType: 'Target type', target: 'Target', host: 'Host', time: 'Created', from: 'From', to: 'To', waitingFor: 'Waiting for', waitingLonger: 'Waiting longer than',
    filters: 'Filters', moreFilters: 'More filters', activeFilters: (n: number) => `${n} active`,
    views: 'Saved views', noViews: 'No saved views', saveView: 'Save this view', viewName: 'Name of the view', deleteView: (name: string) => `Delete the view ${name}`,
    taskName: 'Task name', id: 'ID', progress: 'Progress', type: 'Task type / maintenance', created: 'Created', endedAt: 'Ended', duration: 'Duration',
    more: 'More operations', copyAsNew: 'Copy as new task', open: 'View details',
    selectRow: (name: string) => `Select ${name}`, selectPage: 'Select all tasks of this page',
    sortBy: (column: string) => `Sort by ${column}`, sort: 'Sort', ascending: 'ascending', descending: 'descending',
    empty: 'No tasks yet.', emptyHint: 'Start a task from the catalogue of operations.', noMatch: 'No task matches the filters.', emptyPage: 'No further tasks.',
    pageSize: 'Tasks per page', pages: 'Pages', perPage: (n: number) => `${n} per page`, page: (n: number) => `Page ${n}`, previous: 'Previous page', next: 'Next page', first: 'First page',
    waits: 'Waiting for', since: 'since', until: 'until', holder: 'Held by',
  },
  {
    start: '发起任务',
    all: '全部', running: '执行中', failed: '执行失败', ended: '已完成', tabs: '按状态查看任务',
    refreshed: '最近刷新', searchMode: '搜索范围', searchAll: '全部', searchId: '任务 ID', searchName: '任务名称',
    searchPlaceholder: '名称、操作对象或 ID',
    states: '任务状态', initiator: '发起者', scope: '任务类型', maintenance: '运维类型', operation: '运维操作',
    targetType: '对象类型', target: '操作对象', host: '主机', time: '发起时间', from: '开始', to: '结束', waitingFor: '等待原因', waitingLonger: '等待超过',
    filters: '筛选', moreFilters: '更多筛选', activeFilters: (n: number) => `已启用 ${n} 项`,
    views: '已存筛选', noViews: '暂无已存筛选', saveView: '保存当前筛选', viewName: '筛选名称', deleteView: (name: string) => `删除筛选 ${name}`,
    taskName: '任务名称', id: 'ID', progress: '进度', type: '任务类型 / 运维类型', created: '发起时间', endedAt: '结束时间', duration: '耗时',
    more: '更多操作', copyAsNew: '复制为新任务', open: '查看详情',
    selectRow: (name: string) => `选择 ${name}`, selectPage: '选择本页全部任务',
    sortBy: (column: string) => `按${column}排序`, sort: '排序', ascending: '升序', descending: '降序',
    empty: '暂无任务。', emptyHint: '可从运维操作目录发起任务。', noMatch: '没有符合筛选条件的任务。', emptyPage: '没有更多任务。',
    pageSize: '每页任务数', pages: '分页', perPage: (n: number) => `${n} 条/页`, page: (n: number) => `第 ${n} 页`, previous: '上一页', next: '下一页', first: '第一页',
    waits: '等待', since: '开始于', until: '截止', holder: '占用者',
  },
);

export const waitKinds = texts<Record<(typeof WAIT_KINDS)[number], string>>(
  {
    WORKER: 'Free worker', UPSTREAM: 'Earlier steps', DRAIN: 'Running sub tasks to end', RETRY: 'Automatic retry',
    CONDITION: 'Condition', CLAIM: 'Claim', AGENT: 'Agent',
  },
  { WORKER: '空闲执行线程', UPSTREAM: '上游步骤', DRAIN: '运行中的子任务结束', RETRY: '自动重试', CONDITION: '条件满足', CLAIM: '运维锁', AGENT: 'Agent' },
);

export const sources = texts<Record<string, string>>(
  { WEB: 'page', API: 'API', CLI: 'command line', SYSTEM: 'system' },
  { WEB: '页面', API: 'API', CLI: '命令行', SYSTEM: '系统' },
);

export const batchMessages = texts(
  {
    bar: 'Selected tasks', selected: (n: number, retryable: number) => `${n} selected (${retryable} can be retried)`,
    batchRetry: 'Retry selected', batchAbandon: 'Abandon selected', batchTerminate: 'Terminate selected', clear: 'Clear selection',
    selectMatching: 'Select all tasks that match the filters', matching: (n: number, retryable: number) => `All ${n} tasks that match the filters (${retryable} can be retried)`,
    tooMany: 'More than 500 tasks match. Narrow the filters.',
    noneRetry: 'None of these tasks can be retried.', noneAbandon: 'None of these tasks can be abandoned.',
    title: (op: string, n: number) => `${op}: ${n === 1 ? '1 task' : `${n} tasks`}`, confirm: (n: number) => `The daemon checks each task (${n}). Tasks that do not allow the operation are left as they are.`,
    result: (op: string) => `${op}: result per task`, summary: (accepted: number, refused: number) => `${accepted} accepted, ${refused} refused`, accepted: 'Accepted', refused: 'Refused',
  },
  {
    bar: '已选任务', selected: (n: number, retryable: number) => `已选 ${n}（可重试 ${retryable}）`,
    batchRetry: '批量重试', batchAbandon: '批量放弃', batchTerminate: '批量终止', clear: '取消选择',
    selectMatching: '选择符合筛选条件的全部任务', matching: (n: number, retryable: number) => `符合筛选条件的全部 ${n} 个任务（可重试 ${retryable}）`,
    tooMany: '符合条件的任务超过 500 个，请缩小筛选范围。',
    noneRetry: '所选任务均不可重试。', noneAbandon: '所选任务均不可放弃。',
    title: (op: string, n: number) => `${op}：${n} 个任务`, confirm: (n: number) => `将逐个检查这 ${n} 个任务，不允许该操作的任务保持不变。`,
    result: (op: string) => `${op}：各任务结果`, summary: (accepted: number, refused: number) => `已受理 ${accepted} 个，被拒绝 ${refused} 个`, accepted: '已受理', refused: '被拒绝',
  },
);
