import {
  CheckCircleFilled, ClockCircleOutlined, CloseCircleFilled, HourglassOutlined, LoadingOutlined, MinusCircleFilled,
  PauseCircleFilled, RollbackOutlined, StopFilled, StepForwardFilled,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { SubTaskState, TaskState } from '../api/types';
import { useTexts } from '../i18n';
import { subTaskStates, taskStates } from '../i18n/messages';
import styles from './states.module.css';

/** The colour of a state. Each state has an icon and a text too. */
export type Tone = 'pending' | 'running' | 'success' | 'failed' | 'warning' | 'neutral';

const TONES: Record<TaskState | SubTaskState, Tone> = {
  PENDING: 'pending', READY: 'pending', WAITING: 'warning', RUNNING: 'running', TERMINATING: 'warning', CANCELING: 'warning',
  TERMINATED: 'failed', FAILED: 'failed', ROLLBACK_FAILED: 'failed', ROLLING_BACK: 'running', SUCCEEDED: 'success',
  SKIPPED: 'success', ROLLED_BACK: 'neutral', ABANDONED: 'neutral',
};

const ICONS: Record<TaskState | SubTaskState, ReactNode> = {
  PENDING: <ClockCircleOutlined />, READY: <ClockCircleOutlined />, WAITING: <HourglassOutlined />, RUNNING: <LoadingOutlined />,
  TERMINATING: <PauseCircleFilled />, CANCELING: <PauseCircleFilled />, TERMINATED: <StopFilled />, FAILED: <CloseCircleFilled />,
  ROLLBACK_FAILED: <CloseCircleFilled />, ROLLING_BACK: <RollbackOutlined />, SUCCEEDED: <CheckCircleFilled />,
  SKIPPED: <StepForwardFilled />, ROLLED_BACK: <RollbackOutlined />, ABANDONED: <MinusCircleFilled />,
};

export function toneOf(state: TaskState | SubTaskState): Tone {
  return TONES[state];
}

/** The icon of a state without text. The text must stand beside it or in the name of the element. */
export function StateIcon({ state }: { state: TaskState | SubTaskState }) {
  return <span className={`${styles.icon} ${styles[TONES[state]]}`} aria-hidden="true">{ICONS[state]}</span>;
}

export function TaskStateTag({ state }: { state: TaskState }) {
  const text = useTexts(taskStates)[state];
  return <Tag state={state} text={text} />;
}

export function SubTaskStateTag({ state }: { state: SubTaskState }) {
  const text = useTexts(subTaskStates)[state];
  return <Tag state={state} text={text} />;
}

function Tag({ state, text }: { state: TaskState | SubTaskState; text: string }) {
  return (
    <span className={`${styles.tag} ${styles[TONES[state]]}`} data-state={state}>
      <span aria-hidden="true">{ICONS[state]}</span>
      {text}
    </span>
  );
}
