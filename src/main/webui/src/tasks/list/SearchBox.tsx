import { Input, Select, Space } from 'antd';
import { useState } from 'react';
import { useTexts } from '../../i18n';
import { common } from '../../i18n/messages';
import { searched, searchMode, type ListState, type SearchMode } from './listState';
import { listMessages } from './messages';
import styles from './list.module.css';

/** Finds tasks by a part of the name, of the target, or by the id. Applies on Enter. */
export function SearchBox({ state, set }: { state: ListState; set: (next: ListState) => void }) {
  const t = useTexts(listMessages);
  const c = useTexts(common);
  const shown = searchMode(state);
  const [mode, setMode] = useState<SearchMode>(shown ?? 'q');
  const [text, setText] = useState(shown ? state[shown] : '');
  const names: Record<SearchMode, string> = { q: t.searchAll, name: t.searchName, target: c.target, id: t.searchId };
  const placeholder = mode === 'q' ? t.searchPlaceholder : names[mode];
  return (
    <search className={styles.search}>
      <Space.Compact block>
        <Select
          className={styles.searchMode} value={mode} aria-label={t.searchMode} popupMatchSelectWidth={false}
          options={(Object.keys(names) as SearchMode[]).map((value) => ({ value, label: names[value] }))}
          onChange={(next) => {
            setMode(next);
            if (text.trim() && next !== shown) set(searched(state, next, text));
          }}
        />
        <Input.Search
          allowClear value={text} placeholder={placeholder} aria-label={c.search} maxLength={200} enterButton={false}
          onChange={(e) => setText(e.target.value)} onSearch={(value) => set(searched(state, mode, value))}
        />
      </Space.Compact>
    </search>
  );
}
