import { texts } from '../i18n';

export const catalogueMessages = texts(
  {
    search: 'Search operations', nothing: 'No operation contains this text.', select: 'Select an operation.', unknown: (name: string) => `There is no operation ${name}.`, back: 'All operations', start: 'Start a task',
    startDisabled: 'The definition of this operation has an error.', disabled: 'Disabled',
    disabledTitle: 'This operation is disabled: its definition has an error.', line: (file: string, line: number) => `${file}, line ${line}`,
    scope: 'Task type', maintenance: 'O&M type', excludes: 'Excludes', excludesNothing: 'Takes no claim: it runs beside any task.', onFailure: 'When it fails', keeps: 'Keeps the claim until it is retried successfully, rolled back or abandoned.', releases: 'Releases the claim. A retry or roll back must take it again.',
    target: 'Target', source: 'Source', BUILT_IN: 'Built in', SITE: 'Of this site', rollback: 'Rollback', FULL: 'All steps can be rolled back.', PARTIAL: 'Some steps cannot be rolled back.', UNDO_NONE: 'Cannot be rolled back.',
    parameters: 'Parameters', parameter: 'Parameter', type: 'Type', required: 'required', secret: 'secret', standard: 'Default', limits: 'Allowed values', length: 'length', items: 'items', description: 'Description', noParameters: 'No parameters.',
    steps: 'Steps', stage: 'Stage', step: 'Step', kind: 'Kind', needs: 'Needs', allowed: 'Allowed', timeout: 'Time-out', noSteps: 'No steps.',
    NONE: 'Not possible', NOOP: 'Nothing to undo', REAL: 'Undoes the step', retry: 'Retry', skip: 'Skip', cancel: 'Terminate', no: 'no', yes: 'yes',
    comma: ', ', excluded: (types: string, sameHost: boolean) => `${types}${sameHost ? ' on the same host' : ''}, while unfinished.`,
  },
  {
    search: '搜索运维操作', nothing: '没有包含该文本的运维操作。', select: '请选择运维操作。', unknown: (name: string) => `运维操作 ${name} 不存在。`, back: '全部运维操作', start: '发起任务',
    startDisabled: '该运维操作的定义有误。', disabled: '已停用',
    disabledTitle: '该运维操作的定义有误，已停用。', line: (file: string, line: number) => `${file}，第 ${line} 行`,
    scope: '任务类型', maintenance: '运维类型', excludes: '互斥任务', excludesNothing: '不占用运维锁，可与任意任务共存。', onFailure: '执行失败时', keeps: '继续占用运维锁，直到重试成功、回滚或放弃。', releases: '释放运维锁，重试或回滚时需重新占用。',
    target: '操作对象', source: '来源', BUILT_IN: '内置', SITE: '站点自定义', rollback: '回滚', FULL: '所有步骤均可回滚。', PARTIAL: '部分步骤不能回滚。', UNDO_NONE: '不支持回滚。',
    parameters: '参数', parameter: '参数', type: '类型', required: '必填', secret: '敏感', standard: '默认值', limits: '取值范围', length: '长度', items: '项数', description: '说明', noParameters: '无参数。',
    steps: '步骤', stage: '阶段', step: '步骤', kind: '执行方式', needs: '前置步骤', allowed: '支持的操作', timeout: '超时时间', noSteps: '无步骤。',
    NONE: '不支持', NOOP: '无需回滚', REAL: '撤销该步骤', retry: '重试', skip: '跳过', cancel: '终止运行', no: '不支持', yes: '支持',
    comma: '、', excluded: (types: string, sameHost: boolean) => `${sameHost ? '同一主机上' : ''}未完成的${types}任务。`,
  },
);

/** Groups of operations: the first part of their names. Others are shown as they are. */
export const groupNames = texts<Record<string, string>>(
  { host: 'Host', cluster: 'Cluster', tenant: 'Tenant', obproxy: 'OBProxy', observer: 'OBServer', ob: 'OceanBase', agent: 'Agent', backup: 'Backup', zone: 'Zone', daemon: 'Daemon', test: 'Test' },
  { host: '主机', cluster: '集群', tenant: '租户', obproxy: 'OBProxy', observer: 'OBServer', ob: 'OceanBase', agent: '代理', backup: '备份恢复', zone: 'Zone', daemon: '守护进程', test: '测试' },
);
