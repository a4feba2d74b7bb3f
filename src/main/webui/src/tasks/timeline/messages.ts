import { texts } from '../../i18n';

export const timelineMessages = texts(
  {
    timeline: 'Timeline of the attempts', steps: 'Steps', operations: 'Operations of users', zoomIn: 'Zoom in', zoomOut: 'Zoom out', fit: 'Fit to the width',
    legendRun: 'Run', legendRollback: 'Rollback', legendWait: 'Waiting', legendMark: 'Operation of a user', now: 'Now',
    attempt: (no: number) => `Attempt ${no}`, RUN: 'run', ROLLBACK: 'rollback',
    FIRST: 'first run', AUTO: 'automatic retry', RETRY: 'retried by a user', ROLLBACKTrigger: 'rolled back by a user', RESTART: 'after a restart of the daemon',
    SUCCEEDED: 'Succeeded', FAILED: 'Failed', TERMINATED: 'Terminated', running: 'Running', exitCode: (code: number) => `Exit code ${code}`, signal: (name: string) => `Signal ${name}`,
    from: (from: string, to: string) => `${from} to ${to}`, since: (from: string) => `since ${from}`,
    waitNOW: 'Waits', waitPERSON: 'Had failed and waited for an operation of a user', waitDELAY: 'Waited for the automatic retry', wait: 'Wait',
    idle: (time: string) => `${time} without attempts`, notStarted: 'Not started', open: 'Enter opens the log',
    submit: 'Start', accepted: 'Accepted', refused: 'Refused', failed: 'Failed', reason: (text: string) => `Reason: ${text}`, of: (name: string) => `of ${name}`,
    keys: 'Arrow keys move between the attempts. Enter opens the log of an attempt.',
  },
  {
    timeline: '执行时间线', steps: '步骤', operations: '人工操作', zoomIn: '放大', zoomOut: '缩小', fit: '适应宽度',
    legendRun: '执行', legendRollback: '回滚', legendWait: '等待', legendMark: '人工操作', now: '当前时间',
    attempt: (no: number) => `第 ${no} 次`, RUN: '执行', ROLLBACK: '回滚',
    FIRST: '首次执行', AUTO: '自动重试', RETRY: '人工重试', ROLLBACKTrigger: '人工回滚', RESTART: '守护进程重启后',
    SUCCEEDED: '成功', FAILED: '失败', TERMINATED: '已终止', running: '执行中', exitCode: (code: number) => `退出码 ${code}`, signal: (name: string) => `信号 ${name}`,
    from: (from: string, to: string) => `${from} 至 ${to}`, since: (from: string) => `自 ${from} 起`,
    waitNOW: '等待中', waitPERSON: '失败后等待人工处理', waitDELAY: '等待自动重试', wait: '等待',
    idle: (time: string) => `${time}内无执行`, notStarted: '尚未开始', open: '按回车查看日志',
    submit: '发起', accepted: '已受理', refused: '已拒绝', failed: '失败', reason: (text: string) => `原因：${text}`, of: (name: string) => `对象：${name}`,
    keys: '用方向键在各次执行之间移动，按回车查看日志。',
  },
);
