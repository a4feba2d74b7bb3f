import { FileTextOutlined, PlayCircleOutlined, UnorderedListOutlined } from '@ant-design/icons';
import { Input, Modal } from 'antd';
import { useId, useState, type KeyboardEvent } from 'react';
import { useNavigate } from 'react-router-dom';
import { useOperations, useTasks } from '../api/queries';
import { TaskStateTag } from '../components/states';
import { useReturnFocus } from '../components/useReturnFocus';
import { useLocalized, useTexts } from '../i18n';
import { useMissingSubmit } from '../session/permissions';
import styles from './CommandPalette.module.css';
import { shellMessages } from './messages';
import { matching, type PaletteEntry } from './palette';

const ICONS = { page: <FileTextOutlined />, task: <UnorderedListOutlined />, operation: <PlayCircleOutlined /> };

/** Goes to a page, to a task by id or name, or to the start of an operation. */
export function CommandPalette({ pages, onClose }: { pages: PaletteEntry[]; onClose: () => void }) {
  useReturnFocus();
  const t = useTexts(shellMessages);
  const navigate = useNavigate();
  const list = useId();
  const [text, setText] = useState('');
  const [index, setIndex] = useState(0);
  const entries = useEntries(pages, text);
  const selected = Math.min(index, entries.length - 1);
  const go = (entry: PaletteEntry | undefined) => {
    if (!entry) return;
    onClose();
    void navigate(entry.path);
  };
  const onKeyDown = (e: KeyboardEvent) => {
    if (e.key === 'Enter') return go(entries[selected]);
    const step = { ArrowDown: 1, ArrowUp: -1 }[e.key];
    if (!step || !entries.length) return;
    e.preventDefault();
    setIndex((selected + step + entries.length) % entries.length);
  };
  return (
    <Modal open title={t.palette} footer={null} onCancel={onClose} width={600} className={styles.palette ?? ''}>
      <Input
        autoFocus value={text} placeholder={t.paletteHint} aria-label={t.palette} role="combobox" aria-expanded="true" aria-controls={list} maxLength={100}
        aria-activedescendant={entries.length ? `${list}-${selected}` : undefined}
        onChange={(e) => {
          setText(e.target.value);
          setIndex(0);
        }}
        onKeyDown={onKeyDown}
      />
      <ul id={list} role="listbox" aria-label={t.palette} className={styles.list}>
        {entries.map((entry, i) => (
          <li key={entry.path} id={`${list}-${i}`} role="option" aria-selected={i === selected} className={styles.entry} onClick={() => go(entry)} onMouseMove={() => setIndex(i)}>
            <span aria-hidden="true">{ICONS[entry.kind]}</span>
            <span className={styles.title}>{entry.title}</span>
            {entry.state && <TaskStateTag state={entry.state} />}
            <small className={styles.detail}>{entry.detail}</small>
          </li>
        ))}
      </ul>
      {!entries.length && <p className={styles.nothing}>{t.paletteNothing}</p>}
    </Modal>
  );
}

function useEntries(pages: PaletteEntry[], text: string): PaletteEntry[] {
  const t = useTexts(shellMessages);
  const localized = useLocalized();
  const mayStart = !useMissingSubmit();
  const operations = useOperations();
  const tasks = useTasks({ q: text.trim(), limit: 8 }, text.trim().length > 1);
  const starts = mayStart
    ? (operations.data?.items ?? []).filter(({ disabled }) => !disabled).map((operation): PaletteEntry => ({
        kind: 'operation', title: localized(operation.title) || operation.name, detail: `${t.start} · ${operation.name}`, path: `/tasks/new?operation=${encodeURIComponent(operation.name)}`,
      }))
    : [];
  const found = text.trim().length > 1
    ? (tasks.data?.items ?? []).map((task): PaletteEntry => ({ kind: 'task', title: localized(task.name), detail: `#${task.id}`, state: task.state, path: `/tasks/${task.id}` }))
    : [];
  return [...matching(pages, text), ...found, ...matching(starts, text)].slice(0, 20);
}
