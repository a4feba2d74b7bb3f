import { texts } from '../i18n';

export const aboutMessages = texts(
  {
    intro: 'obtaskd runs tasks on the hosts of OceanBase and shows them on this page. The page is served by the daemon itself and needs no internet. ',
    daemon: 'Daemon', version: 'Version', obshell: 'Compatible with obshell', agent: 'Agent', started: 'Started', architecture: 'Processor', api: 'API', pid: 'Process id', unknown: 'unknown',
    time: 'Time', zone: 'Time zone of this browser', difference: 'Clock of the daemon', same: 'As the clock of this browser (less than 1 s apart)', zoneHint: 'Times on this page are in the time zone of this browser.',
    ahead: (text: string) => `${text} ahead of this browser`, behind: (text: string) => `${text} behind this browser`,
    health: 'Health', UP: 'Up', DOWN: 'Down', healthFailed: 'The health of the daemon cannot be read.',
    sources: 'Documents and data', source: 'Source', content: 'Content', openapi: 'Description of API v2 (OpenAPI): tasks, logs, audit, claims, users', healthLink: 'Health of the daemon for monitoring', metrics: 'Metrics in the format of Prometheus', live: 'Is the process alive?', ready: 'Does it accept tasks?',
    community: 'Questions and answers of the OceanBase community (needs internet)', licence: 'Licence', licenceText: 'Apache License, version 2.0',
    thirdParty: 'Third-party software', thirdPartyHint: 'This page contains the following software. Its authors keep their rights.', notices: 'Texts of the licences', software: 'Software', package: 'Package', others: (n: number) => `${n} further packages that these need`,
    keyboard: 'Press Ctrl+K to go to a page, a task or an operation.',
  },
  {
    intro: 'obtaskd 在 OceanBase 主机上执行任务，并在本页面展示。页面由守护进程自身提供，无需互联网。',
    daemon: '守护进程', version: '版本', obshell: '兼容的 obshell 版本', agent: '代理', started: '启动时间', architecture: '处理器架构', api: 'API', pid: '进程 ID', unknown: '未知',
    time: '时间', zone: '浏览器时区', difference: '守护进程时钟', same: '与浏览器时钟一致（相差不到 1 秒）', zoneHint: '本页面的时间均为浏览器时区。',
    ahead: (text: string) => `比浏览器快 ${text}`, behind: (text: string) => `比浏览器慢 ${text}`,
    health: '健康状态', UP: '正常', DOWN: '异常', healthFailed: '无法读取守护进程的健康状态。',
    sources: '文档与数据来源', source: '来源', content: '内容', openapi: 'API v2 文档（OpenAPI）：任务、日志、操作审计、运维锁、用户', healthLink: '供监控系统使用的健康状态', metrics: 'Prometheus 格式的监控指标', live: '进程是否存活', ready: '是否可以受理任务',
    community: 'OceanBase 社区问答区（需要互联网）', licence: '许可证', licenceText: 'Apache License 2.0',
    thirdParty: '第三方软件', thirdPartyHint: '本页面使用了以下软件，其版权归各自作者所有。', notices: '查看许可证全文', software: '软件', package: '软件包', others: (n: number) => `以上软件依赖的其他 ${n} 个软件包`,
    keyboard: '按 Ctrl+K 可快速打开页面、任务或运维操作。',
  },
);

/** Names of the checks of the daemon's health. Others are shown as they are. */
export const checkNames = texts<Record<string, string>>(
  {
    'engine thread': 'Engine thread', 'store thread': 'Store thread', store: 'Store', engine: 'Engine', disk: 'Disk', 'Graceful Shutdown': 'Service', recovery: 'Recovery after the start',
  },
  {
    'engine thread': '引擎线程', 'store thread': '存储线程', store: '存储', engine: '引擎', disk: '磁盘', 'Graceful Shutdown': '服务状态', recovery: '启动恢复',
  },
);
