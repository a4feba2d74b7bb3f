import { SearchOutlined, StopOutlined } from '@ant-design/icons';
import { Input } from 'antd';
import { useState } from 'react';
import type { Operation } from '../../api/types';
import { groupsOf, useGroupName } from '../../catalogue/groups';
import { useLocalized, useTexts } from '../../i18n';
import { startMessages } from './messages';
import styles from './start.module.css';

interface Props {
  operations: readonly Operation[];
  selected: string | null;
  onSelect: (name: string) => void;
}

/** The operations by groups, with a search. Hidden ones are left out. A disabled one says what is wrong with it. */
export function Catalogue({ operations, selected, onSelect }: Props) {
  const t = useTexts(startMessages);
  const [search, setSearch] = useState('');
  const groupName = useGroupName();
  const groups = groupsOf(operations.filter(({ hidden }) => !hidden), search);
  return (
    <nav className={styles.catalogue} aria-label={t.catalogue}>
      <Input allowClear prefix={<SearchOutlined aria-hidden="true" />} value={search} placeholder={t.searchOperations} aria-label={t.searchOperations} onChange={(e) => setSearch(e.target.value)} />
      {groups.length === 0 && <p className={styles.second}>{t.noOperation}</p>}
      {groups.map((group) => (
        <section key={group.key} aria-label={groupName(group.key)}>
          <h2 className={styles.group}>{groupName(group.key)} <span>{group.operations.length}</span></h2>
          <ul className={styles.plainList}>
            {group.operations.map((operation) => (
              <li key={operation.name}><Entry operation={operation} selected={operation.name === selected} onSelect={onSelect} /></li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}

function Entry({ operation, selected, onSelect }: { operation: Operation; selected: boolean; onSelect: (name: string) => void }) {
  const t = useTexts(startMessages);
  const localized = useLocalized();
  const { name, title, disabled } = operation;
  return (
    <>
      <button type="button" className={styles.entry} aria-current={selected || undefined} disabled={!!disabled} onClick={() => onSelect(name)} data-operation={name}>
        <span>{localized(title) || name}</span>
        <code className={styles.entryName}>{name}</code>
      </button>
      {disabled && (
        <div className={styles.flaw}><StopOutlined aria-hidden="true" /> {t.disabled}: <code>{disabled.file}:{disabled.line}</code> {disabled.message}</div>
      )}
    </>
  );
}
