import { texts } from '../../i18n';

/** Words of operations on tasks and sub tasks, as the documents of OCP and obshell name them. */
export const operationMessages = texts(
  {
    retry: 'Retry', rollback: 'Roll back', abandon: 'Abandon', terminate: 'Terminate task', skip: 'Skip',
    terminateSubTask: 'Terminate', retryRollback: 'Retry the rollback', release: 'Release',
    abandonHint: 'The same as "Skip task" in obshell Dashboard.',
    accepted: (op: string) => `${op}: accepted`,
    abandonWarning: 'This ignores the failure and ends the task. No operation on it is possible afterwards. Metadata may be incomplete or differ from the real state.',
    forward: 'Direction: forward', backward: 'Direction: backward (roll back)',
    runs: (n: number) => `Will run (${n})`, undoes: (n: number) => `Will be undone (${n})`, nothingRuns: 'Nothing is executed.',
    claimTAKEN: 'The claim is taken again.', claimKEPT: 'The claim stays held.', claimFREED: 'The claim is freed.', claimNONE: 'No claim is involved.',
    conflict: 'Conflicts with', reasonPlaceholder: 'Stored in the audit', reasonRequired: 'Enter a reason.', notAllowed: 'Not allowed now',
  },
  {
    retry: '重试', rollback: '回滚', abandon: '放弃', terminate: '终止任务', skip: '跳过', terminateSubTask: '终止运行',
    retryRollback: '重试回滚', release: '释放', abandonHint: '即 obshell Dashboard 的“跳过任务”。', accepted: (op: string) => `${op}：已受理`,
    abandonWarning: '该操作会忽略任务失败状态并结束当前任务，且后续不支持对任务进行任何操作，可能造成元信息缺失或状态与真实状态不一致，请谨慎操作。',
    forward: '方向：继续执行', backward: '方向：回滚', runs: (n: number) => `将执行（${n}）`, undoes: (n: number) => `将回滚（${n}）`,
    nothingRuns: '不会执行任何步骤。', claimTAKEN: '重新占用运维锁。', claimKEPT: '继续占用运维锁。', claimFREED: '释放运维锁。', claimNONE: '不涉及运维锁。',
    conflict: '与以下任务冲突', reasonPlaceholder: '将记录到操作审计', reasonRequired: '请填写原因。', notAllowed: '当前不允许',
  },
);
