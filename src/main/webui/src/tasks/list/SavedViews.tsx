import { DeleteOutlined, DownOutlined, StarOutlined } from '@ant-design/icons';
import { Button, Input, Popover, Space } from 'antd';
import { useState } from 'react';
import { useTexts } from '../../i18n';
import { common } from '../../i18n/messages';
import { usePreference } from '../../preferences';
import { changed, readListState, writeListState } from './listState';
import { listMessages } from './messages';
import type { ListNavigation } from './useListState';
import { parseViews, withoutView, withView } from './views';
import styles from './list.module.css';

/** Filters and order that this browser keeps under names. */
export function SavedViews({ list }: { list: ListNavigation }) {
  const t = useTexts(listMessages);
  const c = useTexts(common);
  const [stored, store] = usePreference('views', '[]');
  const [open, setOpen] = useState(false);
  const [name, setName] = useState('');
  const views = parseViews(stored);
  const save = () => {
    if (!name.trim()) return;
    store(JSON.stringify(withView(views, { name: name.trim(), search: writeListState(changed(list.state, {})).toString() })));
    setName('');
  };
  const content = (
    <div className={styles.views} data-testid="views">
      {views.length === 0 && <div className={styles.second}>{t.noViews}</div>}
      {views.map((view) => (
        <div key={view.name} className={styles.view}>
          <Button type="link" size="small" onClick={() => { setOpen(false); list.set(readListState(new URLSearchParams(view.search))); }}>{view.name}</Button>
          <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={t.deleteView(view.name)} onClick={() => store(JSON.stringify(withoutView(views, view.name)))} />
        </div>
      ))}
      <Space.Compact block>
        <Input value={name} maxLength={60} placeholder={t.viewName} aria-label={t.viewName} onChange={(e) => setName(e.target.value)} onPressEnter={save} />
        <Button disabled={!name.trim()} onClick={save}>{c.save}</Button>
      </Space.Compact>
    </div>
  );
  return (
    <Popover trigger="click" open={open} onOpenChange={setOpen} placement="bottomRight" title={t.saveView} content={content}>
      <Button icon={<StarOutlined aria-hidden="true" />} aria-expanded={open}>{t.views} <DownOutlined aria-hidden="true" /></Button>
    </Popover>
  );
}
