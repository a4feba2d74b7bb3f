import type { Operation } from '../api/types';

export interface OperationGroup {
  /** The part of the names before the first dot. */
  key: string;
  operations: Operation[];
}

/** Operations that contain the text in name, title or description, by the first part of their names. */
export function groupsOf(operations: readonly Operation[], search: string): OperationGroup[] {
  const wanted = search.trim().toLowerCase();
  const groups = new Map<string, Operation[]>();
  for (const operation of operations) {
    if (wanted && !searchText(operation).includes(wanted)) continue;
    const key = operation.name.split('.')[0] ?? operation.name;
    groups.set(key, [...(groups.get(key) ?? []), operation]);
  }
  return [...groups].map(([key, members]) => ({ key, operations: members }));
}

function searchText({ name, title, description }: Operation): string {
  return [name, title?.en, title?.zh, description?.en, description?.zh].join('\n').toLowerCase();
}
