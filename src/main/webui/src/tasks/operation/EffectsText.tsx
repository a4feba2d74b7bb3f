import { ArrowRightOutlined, LockOutlined, RollbackOutlined } from '@ant-design/icons';
import { Alert } from 'antd';
import type { ReactNode } from 'react';
import type { Effects, SubTask, TaskDetail } from '../../api/types';
import { HolderLink } from '../../components/ProblemAlert';
import { useLocalized, useTexts } from '../../i18n';
import { common } from '../../i18n/messages';
import styles from './operation.module.css';
import { operationMessages } from './messages';

/** Sub tasks that are listed at most. */
const MAX_LISTED = 20;

/** The command or statement of a sub task, if the daemon sends it. */
interface EffectText {
  subTaskId: string;
  kind: string;
  text: string;
}

interface Props {
  effects: Effects & { texts?: EffectText[] };
  /** Undefined until it is loaded. */
  task: TaskDetail | undefined;
  /** The sub task that the operation concerns. Null: the whole task. */
  subTask: SubTask | null;
}

/** What an operation will run or undo, in which order, on which hosts, and what happens to the claim. */
export function EffectsText({ effects, task, subTask }: Props) {
  const t = useTexts(operationMessages);
  const c = useTexts(common);
  const localized = useLocalized();
  if (!effects.allowed) return <Alert type="error" showIcon title={t.notAllowed} description={effects.reason} />;
  const subTasks = new Map(task?.subTasks.map((subTask) => [subTask.id, subTask]));
  const titles = new Map(task?.steps.map((step) => [step.id, localized(step.title)]));
  const title = (id: string) => titles.get(subTasks.get(id)?.stepId ?? '') ?? id;
  const commands = new Map(effects.texts?.map((one) => [`${one.kind} ${one.subTaskId}`, one.text]));
  const stops = effects.op === 'terminate' ? (subTask ? [subTask.id] : stoppable(task)) : [];
  const ids = [...new Set([...effects.undoes, ...effects.runs])];
  const hosts = [...new Set([...ids, ...stops].map((id) => subTasks.get(id)?.host).filter((host) => host !== undefined))];
  const first = effects.undoes[0] ?? effects.runs[0];
  const list = (kind: string, of: readonly string[]) => (
    <List ids={of} label={(id) => <>{title(id)}{hosts.length > 1 && ` · ${subTasks.get(id)?.host ?? ''}`}{commands.get(`${kind} ${id}`) && <code className={styles.command}>{commands.get(`${kind} ${id}`)}</code>}</>} />
  );
  const undoesFirst = effects.undoes.length > 0 && effects.direction === 'FORWARD';
  return (
    <dl className={styles.effects}>
      {ids.length > 0 && (
        <Effect name={t.direction}>
          {effects.direction === 'FORWARD' ? <><ArrowRightOutlined /> {t.forward}</> : <><RollbackOutlined /> {t.backward}</>}
        </Effect>
      )}
      {effects.op === 'retry' && effects.direction === 'FORWARD' && ids.length > 0 && <Effect name={t.first}>{undoesFirst ? t.undoFirst : t.runAgain}</Effect>}
      {effects.undoes.length > 0 && <Effect name={t.undoes(effects.undoes.length)}>{list('ROLLBACK', effects.undoes)}</Effect>}
      {effects.runs.length > 0 && <Effect name={t.runs(effects.runs.length)}>{list('RUN', effects.runs)}</Effect>}
      {stops.length > 0 && <Effect name={t.stops(stops.length)}>{list('STOP', stops)}{effects.direction === 'FORWARD' && t.stopHint}</Effect>}
      {ids.length + stops.length === 0 && <Effect name={t.runs(0)}>{t.nothingRuns}</Effect>}
      {first && ids.length > 1 && <Effect name={t.firstStep}>{title(first)}</Effect>}
      {hosts.length > 0 && <Effect name={t.hosts(hosts.length)}>{hosts.slice(0, MAX_LISTED).join(', ')}{hosts.length > MAX_LISTED && ' …'}</Effect>}
      <Effect name={t.claim}><LockOutlined /> {t[`claim${effects.claim}`]}{task && effects.claim !== 'NONE' && ` (${[c[task.maintenance.type], task.maintenance.key].filter(Boolean).join(' ')})`}</Effect>
      {effects.conflicts.length > 0 && (
        <Effect name={t.conflict}>{effects.conflicts.map((lock) => <div key={lock.id} className={styles.conflict}><HolderLink lock={lock} /></div>)}</Effect>
      )}
    </dl>
  );
}

/** The sub tasks that the daemon would stop. */
function stoppable(task: TaskDetail | undefined): string[] {
  const stops = (subTask: SubTask) => subTask.operations.some(({ op, allowed }) => op === 'terminate' && allowed);
  return task?.subTasks.filter(stops).map(({ id }) => id) ?? [];
}

function Effect({ name, children }: { name: string; children: ReactNode }) {
  return <div><dt>{name}</dt><dd>{children}</dd></div>;
}

function List({ ids, label }: { ids: readonly string[]; label: (id: string) => ReactNode }) {
  return <ol className={styles.list}>{ids.slice(0, MAX_LISTED).map((id) => <li key={id}>{label(id)}</li>)}{ids.length > MAX_LISTED && <li>…</li>}</ol>;
}
