import { expect, it } from 'vitest';
import { ProblemError } from '../api/client';
import type { Problem } from '../api/types';
import { fieldMessages } from './formErrors';

function problem(changes: Partial<Problem>): ProblemError {
  return new ProblemError({ type: '', title: 't', status: 400, code: 'request.malformed', detail: 'detail', instance: '', ...changes });
}

it('takes the fields that the daemon names', () => {
  const error = problem({ errors: [{ field: '/password', value: null, message: 'too short' }] });
  expect(fieldMessages(error, ['name', 'password'])).toEqual([{ name: 'password', message: 'too short' }]);
});

it('puts a refusal without a field where its code belongs', () => {
  expect(fieldMessages(problem({ status: 409, code: 'user.exists' }), ['name'], { 'user.exists': 'name' }))
    .toEqual([{ name: 'name', message: 'detail' }]);
});

it('leaves a refusal whole if the form lacks one of its fields', () => {
  const error = problem({ errors: [{ field: '/name', value: '', message: 'a' }, { field: '/other', value: '', message: 'b' }] });
  expect(fieldMessages(error, ['name'])).toEqual([]);
  expect(fieldMessages(new Error('network'), ['name'])).toEqual([]);
});
