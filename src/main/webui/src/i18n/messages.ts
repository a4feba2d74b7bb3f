import type { SubTaskState, TaskState } from '../api/types';
import { texts } from '.';

/** Words of the task system that every area uses. Chinese words as in OCP. */
export const taskStates = texts<Record<TaskState, string>>(
  {
    PENDING: 'Pending', RUNNING: 'Running', TERMINATING: 'Terminating', FAILED: 'Failed',
    ROLLING_BACK: 'Rolling back', ROLLBACK_FAILED: 'Rollback failed', SUCCEEDED: 'Succeeded',
    ROLLED_BACK: 'Rolled back', ABANDONED: 'Abandoned',
  },
  {
    PENDING: '待执行', RUNNING: '执行中', TERMINATING: '终止中', FAILED: '执行失败', ROLLING_BACK: '回滚中',
    ROLLBACK_FAILED: '回滚失败', SUCCEEDED: '执行成功', ROLLED_BACK: '已回滚', ABANDONED: '已放弃',
  },
);

export const subTaskStates = texts<Record<SubTaskState, string>>(
  {
    PENDING: 'Pending', READY: 'Ready', WAITING: 'Waiting', RUNNING: 'Running', CANCELING: 'Terminating',
    TERMINATED: 'Terminated', FAILED: 'Failed', SUCCEEDED: 'Succeeded', SKIPPED: 'Skipped',
    ROLLING_BACK: 'Rolling back', ROLLBACK_FAILED: 'Rollback failed', ROLLED_BACK: 'Rolled back',
  },
  {
    PENDING: '待执行', READY: '准备执行', WAITING: '等待中', RUNNING: '执行中', CANCELING: '终止中', TERMINATED: '已终止',
    FAILED: '执行失败', SUCCEEDED: '执行成功', SKIPPED: '已跳过', ROLLING_BACK: '回滚中', ROLLBACK_FAILED: '回滚失败',
    ROLLED_BACK: '已回滚',
  },
);

export const common = texts(
  {
    taskCenter: 'Task Center', cancel: 'Cancel', comma: ', ', confirm: 'Confirm', close: 'Close', save: 'Save', copy: 'Copy', copied: 'Copied',
    reset: 'Reset', search: 'Search', refresh: 'Refresh', reason: 'Reason', optional: 'optional', none: 'None', loading: 'Loading',
    retryRequest: 'Try again', loadMore: 'Load more', host: 'Host', target: 'Target', state: 'State', name: 'Name', actions: 'Actions',
    deleted: 'deleted', local: 'Local task', cluster: 'Cluster task',
    NONE: 'No maintenance', GLOBAL: 'Global maintenance', OBPROXY: 'OBProxy maintenance', TENANT: 'Tenant maintenance',
    unreachable: 'The daemon does not respond.', unexpected: 'The request failed.', yes: 'Yes', no: 'No',
  },
  {
    taskCenter: '任务中心', cancel: '取消', comma: '、', confirm: '确定', close: '关闭', save: '保存', copy: '复制', copied: '已复制', reset: '重置',
    search: '搜索', refresh: '刷新', reason: '原因', optional: '选填', none: '无', loading: '加载中', retryRequest: '重新加载',
    loadMore: '加载更多', host: '主机', target: '操作对象', state: '状态', name: '名称', actions: '操作', deleted: '已删除',
    local: '本地任务', cluster: '集群任务', NONE: '非运维', GLOBAL: '全局运维', OBPROXY: 'OBProxy 运维', TENANT: '租户运维',
    unreachable: '无法连接到守护进程。', unexpected: '请求失败。', yes: '是', no: '否',
  },
);
