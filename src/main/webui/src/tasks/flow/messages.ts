import { texts } from '../../i18n';

export const flowMessages = texts(
  {
    steps: 'Steps', graph: 'Flow of the steps', zoomIn: 'Zoom in', zoomOut: 'Zoom out', fit: 'Fit to the canvas', actualSize: 'Actual size',
    centre: 'Centre the selected step', zoom: (percent: number) => `Scale: ${percent} %`,
    operationsOf: (name: string) => `Operations of ${name}`, viewLog: 'View log', downloadLog: 'Download log',
    noLog: 'There is no log before the first attempt.', notAllowed: 'Not allowed now',
    hosts: (n: number) => `${n} hosts`, noHosts: 'No hosts', showHosts: 'Show the hosts', hideHosts: 'Hide the hosts',
    rollbackNONE: 'No rollback', rollbackNOOP: 'Nothing to undo', rollbackREAL: 'Can be undone',
    rollbackHintNONE: 'A task in which this step has started cannot be rolled back.', rollbackHintNOOP: 'The rollback of this step runs nothing.',
    rollbackHintREAL: 'The rollback of this step undoes what it did.',
    needs: (names: string) => `after ${names}`, log: 'Log', showLog: 'Show the log', hideLog: 'Hide the log',
    noStep: 'Select a step to see its log.', resize: 'Height of the log', failed: 'failed', count: (n: number, state: string) => `${n} ${state}`,
  },
  {
    steps: '步骤', graph: '步骤流转图', zoomIn: '放大', zoomOut: '缩小', fit: '适应画布', actualSize: '实际大小', centre: '居中显示选中步骤',
    zoom: (percent: number) => `缩放比例：${percent}%`, operationsOf: (name: string) => `${name} 的操作`, viewLog: '查看日志', downloadLog: '下载日志',
    noLog: '尚未执行，暂无日志。', notAllowed: '当前不允许', hosts: (n: number) => `${n} 台主机`, noHosts: '无主机', showHosts: '展开主机列表',
    hideHosts: '收起主机列表', rollbackNONE: '不可回滚', rollbackNOOP: '无需回滚', rollbackREAL: '可回滚',
    rollbackHintNONE: '该步骤开始执行后，任务不能回滚。', rollbackHintNOOP: '回滚该步骤时不执行任何操作。', rollbackHintREAL: '回滚该步骤时会撤销其操作。',
    needs: (names: string) => `上游：${names}`, log: '日志', showLog: '展开日志', hideLog: '收起日志', noStep: '选择一个步骤后查看日志。', resize: '日志窗口高度',
    failed: '失败', count: (n: number, state: string) => `${n} 个${state}`,
  },
);
