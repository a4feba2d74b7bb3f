import { texts } from '../../i18n';

export const startMessages = texts(
  {
    title: 'Start a task', catalogue: 'Catalogue', searchOperations: 'Search operations', noOperation: 'No operation matches.',
    choose: 'Choose an operation from the catalogue.', change: 'Other operation', unknown: (name: string) => `The operation ${name} is not in the catalogue.`,
    disabled: 'Disabled', noParams: 'This operation has no parameters.',
    add: 'Add', removeItem: (n: number) => `Remove item ${n}`, required: (label: string) => `Enter ${label}.`, invalidJson: 'This is not valid JSON.',
    defaultOf: (value: string) => `Default: ${value}`, range: (min: string, max: string) => `${min} to ${max}`, masked: 'The value of the earlier task is secret. Enter it again.', secretDefault: 'Empty: the default is used.',
    hosts: 'Hosts', hostsHint: 'ip:port of agents. Empty: the host that accepts the task.', preview: 'Preview', startNow: 'Start',
    copied: 'Parameters are copied from task', previewTitle: 'What would run', steps: 'Steps', stage: (n: number) => `Stage ${n}`,
    runs: 'Runs', leftOut: 'Left out by its condition', rollbackNONE: 'Cannot be rolled back', rollbackNOOP: 'Nothing to undo', rollbackREAL: 'Can be rolled back',
    claim: 'Claim', noClaim: 'No claim: other tasks are not excluded.', conflict: 'Cannot start now: excluded by an unfinished task', noConflict: 'Nothing excludes the task now.',
    rollback: 'Rollback', FULL: 'all steps', PARTIAL: 'some steps', NONE_: 'no step', scope: 'Task type', maintenance: 'Maintenance type', target: 'Target',
   
  },
  {
    title: '发起任务', catalogue: '操作目录', searchOperations: '搜索运维操作', noOperation: '没有匹配的运维操作。',
    choose: '请从目录中选择运维操作。', change: '更换操作', unknown: (name: string) => `目录中没有运维操作 ${name}。`,
    disabled: '已停用', noParams: '该操作没有参数。',
    add: '添加', removeItem: (n: number) => `删除第 ${n} 项`, required: (label: string) => `请填写${label}。`, invalidJson: '不是有效的 JSON。',
    defaultOf: (value: string) => `默认值：${value}`, range: (min: string, max: string) => `${min} 至 ${max}`, masked: '原任务的该值为密文，请重新填写。', secretDefault: '留空则使用默认值。',
    hosts: '主机', hostsHint: 'Agent 的 ip:port，留空则为受理任务的主机。', preview: '预览', startNow: '发起',
    copied: '参数复制自任务', previewTitle: '将要执行的内容', steps: '步骤', stage: (n: number) => `第 ${n} 阶段`,
    runs: '执行', leftOut: '条件不满足，不执行', rollbackNONE: '不支持回滚', rollbackNOOP: '无需回滚', rollbackREAL: '支持回滚',
    claim: '运维锁', noClaim: '不占用运维锁，不与其他任务互斥。', conflict: '当前无法发起：与未完成的任务互斥', noConflict: '当前没有互斥的任务。',
    rollback: '回滚', FULL: '全部步骤', PARTIAL: '部分步骤', NONE_: '不支持', scope: '任务类型', maintenance: '运维类型', target: '操作对象',
   
  },
);
