import type { components } from './schema';

type Schemas = components['schemas'];

/** The wire records of API v2, generated from the committed OpenAPI document. */
export type Task = Schemas['TaskView'];
export type TaskDetail = Schemas['TaskDetailView'];
export type TaskState = Schemas['TaskState'];
export type SubTask = Schemas['SubTaskView'];
export type SubTaskState = Schemas['SubTaskState'];
export type Step = Schemas['StepView'];
export type Attempt = Schemas['AttemptView'];
export type AllowedOperation = Schemas['AllowedOperationView'];
export type Waiting = Schemas['WaitView'];
export type Lock = Schemas['LockView'];
export type Target = Schemas['TargetView'];
export type Counts = Schemas['CountsView'];
export type LogPage = Schemas['LogView'];
export type LogLine = Schemas['LogLine'];
export type TaskFile = Schemas['FileView'];
export type Operation = Schemas['OperationView'];
export type OperationStep = Schemas['OperationStepView'];
export type Preview = Schemas['PreviewView'];
export type Effects = Schemas['EffectsView'];
export type Cause = Schemas['CauseView'];
export type AuditEntry = Schemas['AuditView'];
export type BatchResult = Schemas['BatchView'];
export type Me = Schemas['MeView'];
export type User = Schemas['UserView'];
export type Token = Schemas['TokenView'];
export type CreatedToken = Schemas['CreatedTokenView'];
export type Problem = Schemas['Problem'];
export type FieldError = Schemas['FieldError'];
export type LocalizedText = Schemas['LocalizedText'];
export type Claim = Schemas['ClaimView'];
export type Focus = Schemas['FocusView'];
export type RollbackPolicy = Schemas['RollbackPolicy'];
export type JsonObject = Schemas['JsonObject'];

/** A page of a list. `nextCursor` is null at the end. */
export interface List<T> {
  items: T[];
  nextCursor: string | null;
}
