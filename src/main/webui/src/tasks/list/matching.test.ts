import { afterEach, expect, it, vi } from 'vitest';
import { readMatching } from './matching';

afterEach(() => vi.unstubAllGlobals());

/** Answers requests with pages of so many tasks. All but the last have a cursor. */
function pages(...sizes: number[]): URLSearchParams[] {
  const requests: URLSearchParams[] = [];
  vi.stubGlobal('fetch', (url: string) => {
    requests.push(new URL(url, 'http://daemon').searchParams);
    const items = Array.from({ length: sizes[requests.length - 1] ?? 0 }, (_, i) => ({ id: `${requests.length}-${i}` }));
    return Promise.resolve(Response.json({ items, nextCursor: requests.length < sizes.length ? `c${requests.length}` : null }));
  });
  return requests;
}

it('reads on after pages that are not full', async () => {
  const requests = pages(0, 3, 2);
  const found = await readMatching({ waitingFor: ['WORKER'] });
  expect(found.items.map(({ id }) => id)).toEqual(['2-0', '2-1', '2-2', '3-0', '3-1']);
  expect(found.more).toBe(false);
  expect(requests.map((each) => each.get('cursor'))).toEqual([null, 'c1', 'c2']);
  expect(requests.every((each) => each.get('waitingFor') === 'WORKER')).toBe(true);
});

it('knows that there are more tasks than a batch accepts', async () => {
  const requests = pages(500, 1, 1);
  expect((await readMatching({})).more).toBe(true);
  expect(requests.map((each) => each.get('limit'))).toEqual(['500', '1']);
});

it('accepts exactly as many tasks as a batch does', async () => {
  pages(500, 0);
  expect((await readMatching({})).more).toBe(false);
});
