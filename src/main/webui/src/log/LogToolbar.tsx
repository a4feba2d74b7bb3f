import {
  ArrowDownOutlined, ArrowUpOutlined, ClockCircleOutlined, DownOutlined, ExclamationCircleOutlined, FilterOutlined,
  FullscreenExitOutlined, FullscreenOutlined, MenuOutlined, UpOutlined, VerticalAlignBottomOutlined,
} from '@ant-design/icons';
import { Button, Input, Select, Tooltip, type InputRef } from 'antd';
import { memo, useState, type ReactNode, type Ref } from 'react';
import { useTexts } from '../i18n';
import { CopyLines } from './CopyLines';
import type { FindDirection } from './findError';
import styles from './log.module.css';
import type { LogPages } from './logPages';
import { logMessages } from './messages';
import type { Search } from './search';
import type { Found } from './useFound';

const CONTEXTS = [0, 2, 5, 10, 50];

interface ToggleProps {
  name: string;
  /** The key that does the same. */
  shortcut?: string;
  icon: ReactNode;
  on?: boolean;
  disabled?: boolean;
  onClick: () => void;
}

/** A small button with an icon; its name is in the tooltip. */
export function ToolButton({ name, shortcut, icon, on, disabled, onClick }: ToggleProps) {
  return (
    <Tooltip title={shortcut ? `${name} (${shortcut})` : name}>
      <Button
        size="small"
        className={styles.tool}
        type={on ? 'primary' : 'text'}
        ghost={!!on}
        icon={icon}
        aria-label={name}
        {...(on === undefined ? {} : { 'aria-pressed': on })}
        disabled={!!disabled}
        onClick={onClick}
      />
    </Tooltip>
  );
}

/** What the toolbar does to the log. */
export interface LogActions {
  onSearch: (search: Search) => void;
  onHit: (direction: FindDirection) => void;
  onError: (direction: FindDirection) => void;
  onJump: (line: number) => void;
  onLeaveSearch: () => void;
  onTimes: () => void;
  onWrap: () => void;
  onFollow: () => void;
  onFull: () => void;
}

interface Props {
  actions: LogActions;
  search: Search;
  searchInput: Ref<InputRef>;
  found: Found;
  /** The number of the current hit among all, from 1; 0: none. */
  hit: number;
  times: boolean;
  wrap: boolean;
  /** Null: the attempt has ended. */
  follow: boolean | null;
  full: boolean;
  /** The number of lines is read on use: it changes too often to be a property. */
  pages: LogPages;
  hasLines: boolean;
  line: number | null;
  subTaskId: string;
  attempt: number;
}

export const LogToolbar = memo(function LogToolbar({ actions, pages, search, found, ...props }: Props) {
  const t = useTexts(logMessages);
  const { onSearch } = actions;
  const [jump, setJump] = useState('');
  const go = () => {
    const line = Number(jump);
    if (Number.isInteger(line) && line > 0) actions.onJump(pages.total ? Math.min(line, pages.total) : line);
  };
  return (
    <div className={styles.toolbar} role="toolbar" aria-label={t.log}>
      <Input
        ref={props.searchInput}
        className={styles.search}
        size="small"
        allowClear
        value={search.text}
        placeholder={`${t.searchLog} (/)`}
        aria-label={t.searchLog}
        maxLength={500}
        status={found.error ? 'error' : ''}
        onChange={(event) => onSearch({ ...search, text: event.target.value })}
        onKeyDown={(event) => {
          if (event.key === 'Enter') actions.onHit(event.shiftKey ? 'previous' : 'next');
          if (event.key === 'Escape') actions.onLeaveSearch();
        }}
      />
      <ToolButton name={t.regex} icon={<code>.*</code>} on={search.regex} onClick={() => onSearch({ ...search, regex: !search.regex })} />
      <ToolButton name={t.onlyFound} icon={<FilterOutlined />} on={search.only} onClick={() => onSearch({ ...search, only: !search.only })} />
      {search.only && (
        <Select
          size="small"
          aria-label={t.context}
          value={search.context}
          options={CONTEXTS.map((value) => ({ value, label: t.contextLines(value) }))}
          onChange={(context) => onSearch({ ...search, context })}
        />
      )}
      <span className={styles.count} aria-live="polite">{search.text && (found.hits.length ? t.hits(props.hit, found.hits.length, found.more) : found.searching ? `${t.searching}…` : t.noHits)}</span>
      <ToolButton name={t.previousHit} shortcut="N" icon={<UpOutlined />} disabled={!found.hits.length} onClick={() => actions.onHit('previous')} />
      <ToolButton name={t.nextHit} shortcut="n" icon={<DownOutlined />} disabled={!found.hits.length} onClick={() => actions.onHit('next')} />
      <span className={styles.divider} />
      <ToolButton name={t.previousError} shortcut="E" icon={<><ExclamationCircleOutlined /><ArrowUpOutlined /></>} disabled={!props.hasLines} onClick={() => actions.onError('previous')} />
      <ToolButton name={t.nextError} shortcut="e" icon={<><ExclamationCircleOutlined /><ArrowDownOutlined /></>} disabled={!props.hasLines} onClick={() => actions.onError('next')} />
      <span className={styles.divider} />
      <Input className={styles.jump} size="small" inputMode="numeric" value={jump} placeholder={t.jump} aria-label={t.jumpTo} onChange={(event) => setJump(event.target.value.replace(/\D/g, ''))} onPressEnter={go} />
      <div className={styles.toolbarEnd}>
        {props.follow !== null && <ToolButton name={t.follow} shortcut="G" icon={<VerticalAlignBottomOutlined />} on={props.follow} onClick={actions.onFollow} />}
        <ToolButton name={t.times} shortcut="t" icon={<ClockCircleOutlined />} on={props.times} onClick={actions.onTimes} />
        <ToolButton name={t.wrap} shortcut="w" icon={<MenuOutlined />} on={props.wrap} onClick={actions.onWrap} />
        <CopyLines path={`/subtasks/${encodeURIComponent(props.subTaskId)}/log/text`} attempt={props.attempt} pages={pages} hasLines={props.hasLines} line={props.line} />
        <ToolButton name={props.full ? t.leaveFullScreen : t.fullScreen} shortcut={props.full ? 'Esc' : 'f'} icon={props.full ? <FullscreenExitOutlined /> : <FullscreenOutlined />} onClick={actions.onFull} />
      </div>
    </div>
  );
});
