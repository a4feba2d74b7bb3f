/** A saved view: a name and the parameters of the list. */
export interface SavedView {
  name: string;
  search: string;
}

/** Reads stored views. What is not a view is left out: another version of the page may have stored it. */
export function parseViews(stored: string): SavedView[] {
  try {
    const views = JSON.parse(stored) as unknown;
    return Array.isArray(views) ? views.filter(isView) : [];
  } catch {
    return [];
  }
}

function isView(value: unknown): value is SavedView {
  const view = value as Partial<SavedView> | null;
  return typeof view?.name === 'string' && typeof view.search === 'string';
}

/** The views with one more, in the order of their names. It replaces one of the same name. */
export function withView(views: readonly SavedView[], view: SavedView): SavedView[] {
  return [...withoutView(views, view.name), view].sort((a, b) => a.name.localeCompare(b.name));
}

export function withoutView(views: readonly SavedView[], name: string): SavedView[] {
  return views.filter((view) => view.name !== name);
}
