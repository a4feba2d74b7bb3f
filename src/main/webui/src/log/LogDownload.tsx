import { CommentOutlined, DownloadOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import type { Attempt, SubTask } from '../api/types';
import { useTexts } from '../i18n';
import { logMessages } from './messages';

/** Where the second document sends people with the log of a failed step. */
const COMMUNITY = 'https://open.oceanbase.com/';

/** Downloads the log of an attempt. Beside it, for a failed one, where help is. */
export function LogDownload({ subTask, attempt }: { subTask: SubTask; attempt: Attempt | undefined }) {
  const t = useTexts(logMessages);
  const path = `/api/v2/subtasks/${encodeURIComponent(subTask.id)}/log/raw?attempt=${attempt?.no ?? 1}`;
  const none = !attempt || attempt.logExpired;
  return (
    <>
      <Tooltip title={attempt?.logExpired ? t.expired : attempt ? '' : t.notRun}>
        <Button size="small" icon={<DownloadOutlined />} disabled={none} {...(none ? {} : { href: path, download: true })}>{t.download}</Button>
      </Tooltip>
      {(attempt?.result === 'FAILED' || attempt?.result === 'TERMINATED') && (
        <Tooltip title={t.communityHint}>
          <Button size="small" type="link" icon={<CommentOutlined />} href={COMMUNITY} target="_blank" rel="noreferrer">{t.community}</Button>
        </Tooltip>
      )}
    </>
  );
}
