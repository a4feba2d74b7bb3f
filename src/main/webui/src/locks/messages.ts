import { texts } from '../i18n';

export const lockMessages = texts(
  {
    holders: 'Present holders', none: 'No claim is held: any task can be started.', visitor: 'Visitor', claim: 'Claim', visitorHint: 'A cluster task works on this host. It excludes local tasks of global maintenance.',
    scope: 'Scope', type: 'O&M type', key: 'Tenant', agent: 'Agent', since: 'Since', task: 'Task', initiator: 'Initiator', freedBy: 'What frees it', release: 'Release', gone: 'The task does not exist any more.',
    rules: 'Which task excludes which', rulesText: 'Rows: the type of an unfinished task. A failed task is unfinished until it is retried successfully, rolled back or abandoned. Columns: the type of a task to be started. A task that is excluded is refused at once, it does not wait. Local tasks and cluster tasks never exclude each other.',
    localRules: 'Local tasks (of the same host)', clusterRules: 'Cluster tasks', unfinished: 'Unfinished task', wanted: 'Task to be started', SAME_TENANT: 'Tenant maintenance (same tenant)', OTHER_TENANT: 'Tenant maintenance (another tenant)',
    excludes: 'Mutually exclusive', coexists: 'May coexist', now: 'now', heldBy: 'Held now by', holdsNothing: 'takes no claim', notHeld: 'not held',
    releaseTitle: (name: string) => `Release the claim of ${name}`, releaseWarning: 'Release a claim only if it is certain that nothing of the failed task still runs. Afterwards other tasks may change the same objects.',
    willFREED: 'The claim is freed. The task stays failed.', willOther: 'The claim is not changed.', retake: 'If the task is retried or rolled back later, it takes the claim again, or is refused if another task has used the claim meanwhile.',
    reasonRequired: 'A reason is required. It is stored in the audit.', released: 'The claim is released.', LOCAL: 'Local', CLUSTER: 'Cluster',
  },
  {
    holders: '当前占用', none: '当前没有运维锁被占用，可以发起任意任务。', visitor: '访客', claim: '占用', visitorHint: '集群任务正在该主机上执行，与本地全局运维任务互斥。',
    scope: '范围', type: '运维类型', key: '租户', agent: '代理', since: '占用时间', task: '任务', initiator: '发起者', freedBy: '释放条件', release: '释放', gone: '任务已不存在。',
    rules: '互斥关系', rulesText: '行为未完成的任务的运维类型，列为待发起的任务的运维类型。执行失败的任务在重试成功、回滚或放弃之前都属于未完成。互斥的任务无法发起，不会排队等待。本地任务与集群任务互不影响。',
    localRules: '本地任务（同一主机）', clusterRules: '集群任务', unfinished: '未完成的任务', wanted: '待发起的任务', SAME_TENANT: '租户运维（同租户）', OTHER_TENANT: '租户运维（不同租户）',
    excludes: '互斥', coexists: '共存', now: '当前', heldBy: '当前占用者', holdsNothing: '不占用运维锁', notHeld: '未占用',
    releaseTitle: (name: string) => `释放运维锁：${name}`, releaseWarning: '请仅在确认失败的任务已没有任何操作在执行时释放。释放后，其他任务可能修改相同的对象。',
    willFREED: '运维锁将被释放，任务仍为失败状态。', willOther: '运维锁不会改变。', retake: '此后重试或回滚该任务时会重新占用运维锁；如果期间有其他任务使用过该锁，则会被拒绝。',
    reasonRequired: '请填写原因，将记录到操作审计。', released: '运维锁已释放。', LOCAL: '本地', CLUSTER: '集群',
  },
);
