import { expect, it } from 'vitest';
import type { Cause } from '../../api/types';
import { logLink } from './logLink';

const tasks = [{ id: '7', name: { en: '', zh: '' }, state: 'FAILED', target: null }] as Cause['tasks'];

it('links the line of the sub task, or only its log', () => {
  expect(logLink({ tasks, focus: { subTaskId: '9', attempt: 2, line: 6, text: null } })).toBe('/tasks/7?sub=9&attempt=2&line=6');
  expect(logLink({ tasks, focus: { subTaskId: '9', attempt: 1, line: null, text: null } })).toBe('/tasks/7?sub=9&attempt=1');
  expect(logLink({ tasks, focus: null })).toBeNull();
  expect(logLink({ tasks: [], focus: { subTaskId: '9', attempt: 1, line: 1, text: null } })).toBeNull();
});
