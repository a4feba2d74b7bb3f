import { texts } from '../i18n';

export const componentMessages = texts(
  {
    deletedTarget: 'This object no longer exists.',
    refusedBy: 'Held by',
    requestId: 'Code',
    browserTime: 'Time zone of this browser',
    copyFailed: 'The browser does not allow copying here.',
  },
  {
    deletedTarget: '该对象已不存在。',
    refusedBy: '占用者',
    requestId: '代码',
    browserTime: '浏览器时区',
    copyFailed: '浏览器不允许在此复制。',
  },
);

/** Types of targets that operations of the catalogue name. Others are shown as they are. */
export const targetTypes = texts<Record<string, string>>(
  { HOST: 'Host', TENANT: 'Tenant', CLUSTER: 'Cluster', OBPROXY: 'OBProxy', OBSERVER: 'OBServer', DAEMON: 'Daemon' },
  { HOST: '主机', TENANT: '租户', CLUSTER: '集群', OBPROXY: 'OBProxy', OBSERVER: 'OBServer', DAEMON: '守护进程' },
);
