import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { get } from '../../api/client';
import type { TaskDetail } from '../../api/types';
import { TaskStateTag } from '../../components/states';
import { useLocalized, useTexts } from '../../i18n';
import { absoluteTime } from '../../i18n/format';
import { tabMessages } from './messages';
import styles from './tabs.module.css';

/** The task that has started this one, and what else is known of its origin. No step kind starts tasks yet. */
export function RelatedTab({ task }: { task: TaskDetail }) {
  const t = useTexts(tabMessages);
  const fact = (name: string, value: ReactNode) => <div className={styles.fact}><dt>{name}</dt><dd>{value}</dd></div>;
  return (
    <>
      <dl className={styles.facts}>
        {fact(t.parent, task.parentId ? <Parent id={task.parentId} /> : t.noParent)}
        {fact(t.children, t.noChildren)}
        {task.reason && fact(t.reason, task.reason)}
        {task.claimReleased && fact(t.released, `${absoluteTime(task.claimReleased.at)} ${t.releasedBy(task.claimReleased.by, task.claimReleased.reason)}`)}
      </dl>
      {task.hidden && <p className={styles.secondary}>{t.hidden}</p>}
    </>
  );
}

function Parent({ id }: { id: string }) {
  const localized = useLocalized();
  const { data } = useQuery({ queryKey: ['task', id], queryFn: ({ signal }) => get<TaskDetail>(`/tasks/${encodeURIComponent(id)}`, {}, signal) });
  return <><Link to={`/tasks/${id}`}>{data ? localized(data.name) : ''} #{id}</Link> {data && <TaskStateTag state={data.state} />}</>;
}
