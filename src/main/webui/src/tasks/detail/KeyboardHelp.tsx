import { Modal } from 'antd';
import { useTexts } from '../../i18n';
import styles from './detail.module.css';
import { detailMessages } from './messages';

/** All keys of the page of a task. */
export function KeyboardHelp({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useTexts(detailMessages);
  const groups: [string, [string[], string][]][] = [
    [t.groupTask, [
      [['j', 'k'], t.keyNext], [['Enter'], t.keyOpen], [['↑', '↓', '←', '→'], t.keyTree], [['v'], t.keyView], [['l'], t.keyLocate], [['r'], t.keyRetry], [['?'], t.keyHelp], [['Esc'], t.keyEscape],
    ]],
    [t.groupLog, [
      [['/'], t.keySearch], [['n', 'N'], t.keyHits], [['e', 'E'], t.keyErrors], [['g g', 'G'], t.keyTop], [['f'], t.keyFull], [['w'], t.keyWrap], [['t'], t.keyTimes],
    ]],
  ];
  return (
    <Modal open={open} onCancel={onClose} footer={null} title={t.keyboardHelp} width={640} destroyOnHidden>
      <div className={styles.help}>
        {groups.map(([title, keys]) => (
          <section key={title}>
            <h3 className={styles.helpTitle}>{title}</h3>
            <dl className={styles.keys}>
              {keys.map(([names, text]) => (
                <div key={text}><dt>{names.map((name) => <kbd key={name}>{name}</kbd>)}</dt><dd>{text}</dd></div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}
