import type { Cause } from '../../api/types';
import { texts } from '../../i18n';

export const attentionMessages = texts(
  {
    title: 'Needs you', causes: (n: number) => (n === 1 ? '1 cause' : `${n} causes`), since: 'started',
    tasks: (n: number) => (n === 1 ? '1 task' : `${n} tasks`), more: (n: number) => `and ${n} more`, moreTasks: 'Show all', lessTasks: 'Show fewer',
    firstLog: 'First failed log', holder: 'Held by',
    withCount: (op: string, n: number) => `${op} (${n})`, moreCauses: 'More causes exist. Handle these first.',
  },
  {
    title: '待处理', causes: (n: number) => `${n} 类原因`, since: '开始于',
    tasks: (n: number) => `${n} 个任务`, more: (n: number) => `另有 ${n} 个`, moreTasks: '显示全部', lessTasks: '收起',
    firstLog: '首个失败日志', holder: '占用者',
    withCount: (op: string, n: number) => `${op}（${n}）`, moreCauses: '还有更多原因，请先处理以上各项。',
  },
);

export const causeKinds = texts<Record<Cause['kind'], string>>(
  { CLAIM: 'Claim', AGENT: 'Agent', FAILED: 'Failure', WAITING: 'Waiting' },
  { CLAIM: '运维锁', AGENT: 'Agent', FAILED: '失败', WAITING: '等待' },
);
