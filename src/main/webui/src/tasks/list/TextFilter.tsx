import { Input } from 'antd';
import { useId, useState } from 'react';
import styles from './list.module.css';

interface Props {
  label: string;
  value: string;
  suggestions?: readonly string[];
  onChange: (value: string) => void;
}

/** A filter by text. It applies on Enter, when the field is left, and when it is cleared. Give it the value as key. */
export function TextFilter({ label, value, suggestions = [], onChange }: Props) {
  const [draft, setDraft] = useState(value);
  const id = useId();
  const apply = (text: string) => {
    if (text.trim() !== value) onChange(text.trim());
  };
  return (
    <>
      <Input
        className={styles.narrow} allowClear placeholder={label} aria-label={label} value={draft} list={suggestions.length ? id : undefined} maxLength={200}
        onChange={(e) => setDraft(e.target.value)} onPressEnter={() => apply(draft)} onBlur={() => apply(draft)}
        onClear={() => apply('')}
      />
      {suggestions.length > 0 && <datalist id={id}>{suggestions.map((text) => <option key={text} value={text} />)}</datalist>}
    </>
  );
}
