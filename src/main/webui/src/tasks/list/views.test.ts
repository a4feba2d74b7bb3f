import { expect, it } from 'vitest';
import { parseViews, withoutView, withView } from './views';

it('reads what was stored and leaves out what is not a view', () => {
  const views = withView(withView([], { name: 'b', search: 'q=1' }), { name: 'a', search: '' });
  expect(parseViews(JSON.stringify(views))).toEqual([{ name: 'a', search: '' }, { name: 'b', search: 'q=1' }]);
  expect(parseViews('[null, 3, {"name": "x"}, {"name": "y", "search": "z"}]')).toEqual([{ name: 'y', search: 'z' }]);
  expect(parseViews('{')).toEqual([]);
  expect(parseViews('{}')).toEqual([]);
});

it('replaces a view of the same name and deletes by name', () => {
  const views = withView([{ name: 'a', search: 'q=1' }], { name: 'a', search: 'q=2' });
  expect(views).toEqual([{ name: 'a', search: 'q=2' }]);
  expect(withoutView(views, 'a')).toEqual([]);
});
