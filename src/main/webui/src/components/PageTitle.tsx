import { useEffect, type ReactNode } from 'react';
import styles from './PageTitle.module.css';

/** The heading of a page, with operations at its right. Also the title of the browser's tab. */
export function PageTitle({ title, extra, children }: { title: string; extra?: ReactNode; children?: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · obtaskd`;
  }, [title]);
  return (
    <div className={styles.bar}>
      <div className={styles.text}>
        <h1 className={styles.title}>{title}</h1>
        {children}
      </div>
      {extra && <div className={styles.extra}>{extra}</div>}
    </div>
  );
}
