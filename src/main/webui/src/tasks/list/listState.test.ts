import { expect, it } from 'vitest';
import { activeFilters, batchFilter, changed, filterQuery, listQuery, readListState, searched, searchMode, tabOf, writeListState } from './listState';

const read = (search: string) => readListState(new URLSearchParams(search));
const full =
  'state=FAILED&state=ROLLBACK_FAILED&waitingFor=CLAIM&host=10.0.0.1%3A2886&host=10.0.0.2%3A2886&scope=LOCAL&maintenance=TENANT&operation=a.b' +
  '&initiator=ann&target=t%261&targetType=TENANT&name=%E4%BB%BB%E5%8A%A1&q=x&from=2026-11-29T00%3A00%3A00.000Z&to=2026-11-30T00%3A00%3A00.000Z' +
  '&waitingLongerThanMs=60000&sort=name&limit=100&cursor=abc&page=4';

it('writes what it has read, for every field', () => {
  expect(writeListState(read(full)).toString()).toBe(full);
  expect(writeListState(read('')).toString()).toBe('');
});

it('drops values that the daemon would refuse', () => {
  const state = read('state=FOO&state=FAILED&state=FAILED&scope=x&maintenance=&sort=size&limit=7&from=yesterday&waitingLongerThanMs=-1&waitingFor=GODOT&page=9');
  expect(writeListState(state).toString()).toBe('state=FAILED');
  expect(state.page).toBe(1);
});

it('starts at the first page after a change', () => {
  const state = changed(read('cursor=abc&page=3&q=x'), { scope: 'LOCAL' });
  expect(writeListState(state).toString()).toBe('scope=LOCAL&q=x');
});

it('sends the id as q and leaves out what has no value', () => {
  expect(filterQuery(read('id=123&scope=LOCAL'))).toEqual({ q: '123', scope: 'LOCAL' });
  expect(listQuery(read('cursor=c'))).toEqual({ sort: '-createdAt', limit: 20, cursor: 'c' });
});

it('knows the tab of a selection of states in any order', () => {
  expect(tabOf(read(''))).toBe('all');
  expect(tabOf(read('state=ROLLBACK_FAILED&state=FAILED'))).toBe('failed');
  expect(tabOf(read('state=PENDING&state=RUNNING&state=TERMINATING&state=ROLLING_BACK'))).toBe('running');
  expect(tabOf(read('state=ABANDONED&state=SUCCEEDED&state=ROLLED_BACK'))).toBe('ended');
  expect(tabOf(read('state=FAILED'))).toBeNull();
});

it('replaces the text of the search box, not the other filters', () => {
  const state = searched(read('q=old&target=t1&cursor=c&page=2'), 'name', ' new ');
  expect(writeListState(state).toString()).toBe('target=t1&name=new');
  expect(searchMode(state)).toBe('name');
  expect(searchMode(searched(state, 'name', ''))).toBe('target');
});

it('names the active filters', () => {
  expect(activeFilters(read('scope=LOCAL&q=a&sort=name'))).toEqual(['scope', 'q']);
});

it('gives a batch all filters, and the length of a wait as a number', () => {
  expect(batchFilter(read('scope=LOCAL&waitingFor=CLAIM&waitingFor=RETRY&waitingLongerThanMs=60000&sort=name'))).toEqual({
    scope: 'LOCAL', waitingFor: ['CLAIM', 'RETRY'], waitingLongerThanMs: 60_000,
  });
  expect(batchFilter(read('id=21'))).toEqual({ q: '21' });
});
