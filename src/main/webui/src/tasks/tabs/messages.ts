import { texts } from '../../i18n';

export const tabMessages = texts(
  {
    about: 'More about the task', audit: 'Operation records', params: 'Parameters', related: 'Parent and child tasks', files: 'Files',
    at: 'Time', actor: 'Actor', source: 'Source', address: 'Address', action: 'Action', object: 'Object', change: 'Change', result: 'Result',
    ACCEPTED: 'Accepted', REFUSED: 'Refused', FAILED: 'Failed', WEB: 'Page', API: 'API', CLI: 'Command line', SYSTEM: 'System',
    submit: 'Start', wholeTask: 'Task', noRecords: 'No operations yet.',
    name: 'Name', value: 'Value', noParams: 'The task has no parameters.', asTable: 'Table', asJson: 'JSON', masked: 'Secrets are masked by the daemon.',
    history: 'Changes of the parameters', revision: (n: number) => `Revision ${n}`, by: (who: string) => `by ${who}`, field: 'Parameter', before: 'Before', after: 'After', absent: 'none',
    correct: 'Retry with corrected parameters', correctHint: 'Only what you change is sent. Steps that have succeeded do not run again.', form: 'Form', json: 'JSON merge patch',
    jsonHint: 'Only the parameters that change (RFC 7396). null removes one.', invalidJson: 'This is not a JSON object.', invalidValue: 'This is not JSON.', present: 'Present value', newValue: 'New value', unchanged: 'unchanged',
    preview: 'Check the changes', changes: 'What changes', noChanges: 'Nothing changes: the retry uses the present values.',
    usedBy: (steps: string) => `Succeeded with the old value and do not run again: ${steps}`,
    parent: 'Parent task', noParent: 'This task was not started by another task.', hidden: 'System task: hidden in the list by default', reason: 'Reason of the start', released: 'Claim released',
    releasedBy: (who: string, reason: string) => `by ${who}: ${reason}`, children: 'Child tasks', noChildren: 'None. No step of this version starts other tasks.',
    step: 'Step', attempt: 'Attempt', size: 'Size', sha256: 'SHA-256', noFiles: 'The steps of this task have left no files.', download: (name: string) => `Download ${name}`, copySha: 'Copy the SHA-256', none: 'none yet',
  },
  {
    about: '更多任务信息', audit: '操作记录', params: '参数', related: '上下游任务', files: '文件',
    at: '时间', actor: '操作人', source: '来源', address: '地址', action: '操作', object: '对象', change: '变更', result: '结果',
    ACCEPTED: '已受理', REFUSED: '已拒绝', FAILED: '失败', WEB: '页面', API: 'API', CLI: '命令行', SYSTEM: '系统',
    submit: '发起', wholeTask: '任务', noRecords: '暂无操作记录。',
    name: '名称', value: '值', noParams: '该任务没有参数。', asTable: '表格', asJson: 'JSON', masked: '敏感信息已由守护进程脱敏。',
    history: '参数变更记录', revision: (n: number) => `第 ${n} 版`, by: (who: string) => `操作人：${who}`, field: '参数', before: '变更前', after: '变更后', absent: '无',
    correct: '修正参数后重试', correctHint: '仅提交修改过的参数，已执行成功的步骤不会再次执行。', form: '表单', json: 'JSON 合并补丁',
    jsonHint: '仅填写需要修改的参数（RFC 7396），null 表示删除。', invalidJson: '不是有效的 JSON 对象。', invalidValue: '不是有效的 JSON。', present: '当前值', newValue: '新值', unchanged: '不修改',
    preview: '检查变更', changes: '变更内容', noChanges: '没有变更，将使用当前参数重试。',
    usedBy: (steps: string) => `已使用旧值执行成功，不会再次执行：${steps}`,
    parent: '上游任务', noParent: '该任务不是由其他任务发起的。', hidden: '系统任务：默认不在任务列表中显示', reason: '发起原因', released: '运维锁已释放',
    releasedBy: (who: string, reason: string) => `操作人：${who}，原因：${reason}`, children: '下游任务', noChildren: '无。当前版本的步骤不会发起其他任务。',
    step: '步骤', attempt: '执行次数', size: '大小', sha256: 'SHA-256', noFiles: '该任务的步骤没有产生文件。', download: (name: string) => `下载 ${name}`, copySha: '复制 SHA-256', none: '暂无',
  },
);
