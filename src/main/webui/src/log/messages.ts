import type { Attempt, SubTask } from '../api/types';
import { texts } from '../i18n';

export const logMessages = texts(
  {
    log: 'Log', searchLog: 'Search the log', regex: 'Regular expression (RE2)', onlyFound: 'Show only the lines found',
    context: 'Lines of context', contextLines: (n: number) => `±${n} lines`, hits: (at: number, n: number, more: boolean) => `${at}/${n}${more ? '+' : ''}`,
    noHits: 'No hits', searching: 'Searching', nextHit: 'Next hit', previousHit: 'Previous hit', nextError: 'Next error', previousError: 'Previous error',
    noError: 'No line with an error in this direction', jump: 'Line', jumpTo: 'Go to line', lines: (n: string) => `${n} lines`,
    times: 'Time stamps', wrap: 'Wrap lines', follow: 'Follow', following: 'Following new lines', paused: 'Paused: scroll to the end to follow',
    fullScreen: 'Full screen', leaveFullScreen: 'Leave full screen', copyLines: 'Copy lines', from: 'From', to: 'To',
    copyOk: (n: number) => `${n} lines copied`, download: 'Download log', notRun: 'The sub task has not run yet.', community: 'Ask the community',
    communityHint: 'Post the downloaded log in the community forum of OceanBase: specialists help there.',
    stderr: 'standard error', system: 'written by the daemon', cut: 'cut: the line is longer', lineLink: (n: number) => `Link to line ${n}`,
    empty: 'No lines', expired: 'The log has expired and was removed.', waitsFor: 'Waiting', since: 'since', until: 'until', holder: 'Held by',
    attempt: 'Attempt', attempts: 'Attempts', attemptNo: (n: number) => `Attempt ${n}`, compare: 'Compare with', compareNone: 'No comparison', running: 'running',
    started: 'Start', ended: 'End', duration: 'Duration', exitCode: 'Exit code', signal: 'Signal', cause: 'Cause', message: 'Message', output: 'Output values',
    skippedBy: 'Skipped by', trigger: 'Trigger', information: 'Execution information', params: 'Parameters revision',
    part: (at: number, n: number) => `Part ${at} of ${n}`, earlier: 'Earlier', later: 'Later',
    limit: (n: string) => `Only the first ${n} are shown.`,
  },
  {
    log: '日志', searchLog: '搜索日志', regex: '正则表达式（RE2）', onlyFound: '只显示匹配的行', context: '上下文行数', contextLines: (n: number) => `±${n} 行`,
    hits: (at: number, n: number, more: boolean) => `${at}/${n}${more ? '+' : ''}`, noHits: '无匹配', searching: '搜索中', nextHit: '下一个匹配', previousHit: '上一个匹配',
    nextError: '下一个错误', previousError: '上一个错误', noError: '该方向没有错误行', jump: '行号', jumpTo: '跳转到行', lines: (n: string) => `共 ${n} 行`,
    times: '显示时间', wrap: '自动换行', follow: '跟随', following: '正在跟随最新日志', paused: '已暂停：滚动到末尾即可继续跟随', fullScreen: '全屏', leaveFullScreen: '退出全屏',
    copyLines: '复制行', from: '起始行', to: '结束行', copyOk: (n: number) => `已复制 ${n} 行`, download: '下载日志', notRun: '子任务尚未执行。', community: '问答区',
    communityHint: '下载当前环节日志后可到官网问答区发帖，会有专业人员帮助排查处理。', stderr: '标准错误输出', system: '守护进程写入', cut: '该行过长，已截断',
    lineLink: (n: number) => `第 ${n} 行的链接`, empty: '没有日志', expired: '日志已过期并被清理。', waitsFor: '等待', since: '开始于', until: '截止', holder: '持有者',
    attempt: '执行次数', attempts: '历次执行', attemptNo: (n: number) => `第 ${n} 次`, compare: '对比', compareNone: '不对比', running: '执行中', started: '开始时间', ended: '结束时间',
    duration: '耗时', exitCode: '退出码', signal: '信号', cause: '失败原因', message: '信息', output: '输出值', skippedBy: '跳过人', trigger: '触发方式', information: '执行信息',
    part: (at: number, n: number) => `第 ${at}/${n} 部分`, earlier: '前一部分', later: '后一部分', params: '参数版本', limit: (n: string) => `仅显示前 ${n} 条。`,
  },
);

export const attemptKinds = texts<Record<Attempt['kind'], string>>(
  { RUN: 'Run', ROLLBACK: 'Rollback' },
  { RUN: '执行', ROLLBACK: '回滚' },
);

export const attemptTriggers = texts<Record<Attempt['trigger'], string>>(
  { FIRST: 'first run', AUTO: 'automatic retry', RETRY: 'retry', ROLLBACK: 'roll back', RESTART: 'restart of the daemon' },
  { FIRST: '首次执行', AUTO: '自动重试', RETRY: '重试', ROLLBACK: '回滚', RESTART: '守护进程重启' },
);

export const attemptResults = texts<Record<NonNullable<Attempt['result']>, string>>(
  { SUCCEEDED: 'Succeeded', FAILED: 'Failed', TERMINATED: 'Terminated' },
  { SUCCEEDED: '成功', FAILED: '失败', TERMINATED: '已终止' },
);

export const causes = texts<Record<NonNullable<SubTask['cause']>, string>>(
  {
    ERROR: 'Error', TIMEOUT: 'Time-out', TERMINATED: 'Terminated by a user', INTERRUPTED: 'Interrupted', UNDO: 'The undo before the retry failed',
    OUTPUT: 'An output value is missing', CLAIM: 'The claim was not obtained',
  },
  {
    ERROR: '执行出错', TIMEOUT: '超时', TERMINATED: '被用户终止', INTERRUPTED: '被中断', UNDO: '重试前的回滚失败', OUTPUT: '缺少输出值', CLAIM: '未获得运维锁',
  },
);
