import { CopyOutlined } from '@ant-design/icons';
import { App, Button, InputNumber, Popover, Tooltip } from 'antd';
import { useState } from 'react';
import { send } from '../api/client';
import { useErrorText } from '../components/ProblemAlert';
import { useTexts } from '../i18n';
import { common } from '../i18n/messages';
import { copyText } from './clipboard';
import styles from './log.module.css';
import type { LogPages } from './logPages';
import { logMessages } from './messages';

/** Lines that the daemon sends at most in one answer. */
const MAX_LINES = 100_000;

interface Props {
  path: string;
  attempt: number;
  pages: LogPages;
  hasLines: boolean;
  line: number | null;
}

/** Copies lines a to b, also those that are not in view: the daemon sends them without colours. */
export function CopyLines({ path, attempt, pages, hasLines, line }: Props) {
  const t = useTexts(logMessages);
  const c = useTexts(common);
  const errorText = useErrorText();
  const { message } = App.useApp();
  const [open, setOpen] = useState(false);
  const [from, setFrom] = useState<number | null>(null);
  const [to, setTo] = useState<number | null>(null);
  const [copying, setCopying] = useState(false);
  const { total } = pages;
  const first = from ?? line ?? 1;
  const last = Math.min(to ?? total, total, first + MAX_LINES - 1);
  const copy = async () => {
    setCopying(true);
    try {
      const response = await send('GET', path, { query: { attempt, from: first, to: last } });
      await copyText(await response.text());
      void message.success(t.copyOk(last - first + 1));
      setOpen(false);
    } catch (error) {
      void message.error(errorText(error));
    } finally {
      setCopying(false);
    }
  };
  const form = (
    <div className={styles.copyForm}>
      <label>{t.from}<InputNumber min={1} max={Math.max(1, total)} precision={0} value={first} onChange={setFrom} onPressEnter={() => void copy()} /></label>
      <label>{t.to}<InputNumber min={first} max={Math.max(1, total)} precision={0} value={last} onChange={setTo} onPressEnter={() => void copy()} /></label>
      <Button type="primary" loading={copying} disabled={last < first} onClick={() => void copy()}>{c.copy}</Button>
    </div>
  );
  return (
    <Popover content={form} title={t.copyLines} trigger="click" open={open} onOpenChange={setOpen} placement="bottomRight">
      <Tooltip title={open ? '' : t.copyLines}>
        <Button size="small" type="text" icon={<CopyOutlined />} aria-label={t.copyLines} disabled={!hasLines} />
      </Tooltip>
    </Popover>
  );
}
