import { CopyOutlined, DownloadOutlined } from '@ant-design/icons';
import { App, Button, Tooltip } from 'antd';
import { useTaskFiles } from '../../api/queries';
import type { TaskDetail, TaskFile } from '../../api/types';
import { componentMessages } from '../../components/messages';
import { DataTable, type DataColumn } from '../../components/DataTable';
import { ProblemAlert } from '../../components/ProblemAlert';
import { useLocalized, useTexts } from '../../i18n';
import { bytes } from '../../i18n/format';
import { common } from '../../i18n/messages';
import { copyText } from '../../log/clipboard';
import { tabMessages } from './messages';
import styles from './tabs.module.css';

/** What the steps of the task have left for download. */
export function FilesTab({ task }: { task: TaskDetail }) {
  const t = useTexts(tabMessages);
  const c = useTexts(common);
  const own = useTexts(componentMessages);
  const localized = useLocalized();
  const { message } = App.useApp();
  const files = useTaskFiles(task.id);
  const copy = (text: string) => copyText(text).then(() => message.success(c.copied), () => message.error(own.copyFailed));
  const stepTitle = (id: string) => localized(task.steps.find((step) => step.id === id)?.title) || id;
  const columns: DataColumn<TaskFile>[] = [
    {
      key: 'name', title: t.name,
      render: ({ name, link }) => <a href={link} download aria-label={t.download(name)}><DownloadOutlined /> {name}</a>,
    },
    { key: 'size', title: t.size, nowrap: true, render: ({ sizeBytes }) => bytes(sizeBytes) },
    {
      key: 'sha256', title: t.sha256,
      render: ({ sha256 }) => sha256 === null ? t.none : (
        <span className={styles.sha}>
          <code title={sha256}>{sha256.slice(0, 16)}…</code>
          <Tooltip title={t.copySha}><Button type="text" size="small" icon={<CopyOutlined />} aria-label={t.copySha} onClick={() => void copy(sha256)} /></Tooltip>
        </span>
      ),
    },
    { key: 'step', title: t.step, render: ({ stepId }) => stepTitle(stepId) },
    { key: 'host', title: c.host, nowrap: true, render: ({ host }) => host },
    { key: 'attempt', title: t.attempt, nowrap: true, render: ({ attempt }) => attempt },
  ];
  if (files.error) return <ProblemAlert error={files.error} onRetry={() => void files.refetch()} />;
  return <DataTable label={t.files} columns={columns} rows={files.data?.items ?? []} rowKey={({ name, subTaskId, attempt }) => `${name} ${subTaskId} ${attempt}`} empty={t.noFiles} loading={files.isPending} />;
}
