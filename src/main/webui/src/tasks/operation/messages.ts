import { texts } from '../../i18n';

/** Words of operations on tasks and sub tasks, as the documents of OCP and obshell name them. */
export const operationMessages = texts(
  {
    retry: 'Retry', rollback: 'Roll back', abandon: 'Abandon', terminate: 'Terminate task', skip: 'Skip',
    terminateSubTask: 'Terminate', retryRollback: 'Retry the rollback', release: 'Release',
    abandonHint: 'The same as "Skip task" in obshell Dashboard.',
    accepted: (op: string) => `${op}: accepted`,
    abandonWarning: 'This ignores the failure and ends the task. No operation on it is possible afterwards. Metadata may be incomplete or differ from the real state.',
    direction: 'Direction', forward: 'forward', backward: 'backward (roll back)', first: 'First', firstStep: 'First step', claim: 'Claim',
    undoFirst: 'Failed sub tasks are rolled back first, then executed again.', runAgain: 'Failed sub tasks are executed again at once: there is nothing to undo.',
    skipHint: 'The sub task becomes successful without being executed. Sub tasks after it continue.',
    stops: (n: number) => `Will be stopped (${n})`, stopHint: 'All their processes end; the task becomes failed.',
    hosts: (n: number) => `Hosts (${n})`, runs: (n: number) => `Will run (${n})`, undoes: (n: number) => `Will be undone (${n})`, nothingRuns: 'Nothing is executed.',
    claimTAKEN: 'The claim is taken again.', claimKEPT: 'The claim stays held.', claimFREED: 'The claim is freed.', claimNONE: 'No claim is involved.',
    conflict: 'Conflicts with', reasonPlaceholder: 'Stored in the audit', reasonRequired: 'Enter a reason.', notAllowed: 'Not allowed now',
  },
  {
    retry: '重试', rollback: '回滚', abandon: '放弃', terminate: '终止任务', skip: '跳过', terminateSubTask: '终止运行',
    retryRollback: '重试回滚', release: '释放', abandonHint: '即 obshell Dashboard 的“跳过任务”。', accepted: (op: string) => `${op}：已受理`,
    abandonWarning: '该操作会忽略任务失败状态并结束当前任务，且后续不支持对任务进行任何操作，可能造成元信息缺失或状态与真实状态不一致，请谨慎操作。',
    direction: '方向', forward: '继续执行', backward: '回滚', first: '首先', firstStep: '第一个步骤', claim: '运维锁', undoFirst: '先回滚失败的子任务，再重新执行。',
    runAgain: '立即重新执行失败的子任务，没有需要回滚的内容。', skipHint: '将当前子任务的状态直接设置为成功，不会执行，并继续执行下游子任务。', stops: (n: number) => `将终止（${n}）`,
    stopHint: '其全部进程将被结束，任务状态变更为执行失败。', hosts: (n: number) => `主机（${n}）`, runs: (n: number) => `将执行（${n}）`, undoes: (n: number) => `将回滚（${n}）`,
    nothingRuns: '不会执行任何步骤。', claimTAKEN: '重新占用运维锁。', claimKEPT: '继续占用运维锁。', claimFREED: '释放运维锁。', claimNONE: '不涉及运维锁。',
    conflict: '与以下任务冲突', reasonPlaceholder: '将记录到操作审计', reasonRequired: '请填写原因。', notAllowed: '当前不允许',
  },
);
