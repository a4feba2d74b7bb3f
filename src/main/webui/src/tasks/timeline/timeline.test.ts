import { expect, it } from 'vitest';
import type { Attempt, AuditEntry, SubTask, TaskDetail } from '../../api/types';
import { isActive, timelineOf } from './timeline';

const at = (second: number) => `2026-01-01T00:00:${String(second).padStart(2, '0')}Z`;
const ms = (second: number) => Date.parse(at(second));
const attempt = (no: number, from: number, to: number | null, more: Partial<Attempt>): Attempt =>
  ({ no, kind: 'RUN', trigger: 'FIRST', startedAt: at(from), endedAt: to === null ? null : at(to), result: to === null ? null : 'SUCCEEDED', ...more }) as Attempt;
const subTask = (id: string, stepId: string, more: Partial<SubTask>): SubTask => ({ id, stepId, state: 'SUCCEEDED', attempts: [], waiting: null, ...more }) as SubTask;
const task = (subTasks: SubTask[], more: Partial<TaskDetail> = {}): TaskDetail =>
  ({ state: 'RUNNING', createdAt: at(0), endedAt: null, steps: [{ id: 'a' }, { id: 'b' }], subTasks, ...more }) as TaskDetail;

it('has a bar per attempt and the waits between them', () => {
  const attempts = [
    attempt(1, 1, 3, { result: 'FAILED' }), attempt(2, 8, 9, { kind: 'ROLLBACK', trigger: 'RETRY' }), attempt(3, 9, 10, { trigger: 'RETRY', result: 'FAILED' }),
    attempt(4, 15, null, { trigger: 'AUTO' }),
  ];
  const { rows } = timelineOf(task([subTask('1', 'a', { attempts, state: 'RUNNING' })]), [], ms(20));
  expect(rows[0]!.bars.map(({ tone, open, to }) => [tone, open, to])).toEqual([['failed', false, ms(3)], ['neutral', false, ms(9)], ['failed', false, ms(10)], ['running', true, ms(20)]]);
  expect(rows[0]!.waits).toEqual([{ from: ms(3), to: ms(8), text: null, kind: 'PERSON' }, { from: ms(10), to: ms(15), text: null, kind: 'DELAY' }]);
});

it('shows what a sub task waits for now, but not the steps before it', () => {
  const waiting = (reason: string) => ({ for: reason, text: `waits for ${reason}`, since: at(4) }) as SubTask['waiting'];
  const { rows } = timelineOf(task([subTask('1', 'a', { state: 'WAITING', waiting: waiting('CLAIM') }), subTask('2', 'b', { state: 'PENDING', waiting: waiting('UPSTREAM') })]), [], ms(9));
  expect(rows.map(({ waits }) => waits)).toEqual([[{ from: ms(4), to: ms(9), text: 'waits for CLAIM', kind: 'NOW' }], []]);
});

it('reaches from the creation to the present, or to the last event of a task that has ended', () => {
  expect(timelineOf(task([]), [], ms(30))).toMatchObject({ from: ms(0), to: ms(30) });
  const ended = task([], { state: 'SUCCEEDED', endedAt: at(12) });
  expect(timelineOf(ended, [], ms(30)).to).toBe(ms(12));
  const entry = { at: at(14), action: 'retry' } as AuditEntry;
  expect(timelineOf(ended, [entry], ms(30))).toMatchObject({ to: ms(14), marks: [{ at: ms(14), entry }] });
  expect([isActive(task([])), isActive(ended)]).toEqual([true, false]);
});

it('groups the sub tasks of a step', () => {
  const { rows } = timelineOf(task([subTask('1', 'b', {}), subTask('2', 'a', {}), subTask('3', 'b', {})]), [], ms(1));
  expect(rows.map(({ subTask: { id }, first, many }) => [id, first, many])).toEqual([['2', true, false], ['1', true, true], ['3', false, true]]);
});
