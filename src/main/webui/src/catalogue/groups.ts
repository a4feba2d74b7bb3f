import type { Operation } from '../api/types';
import { useTexts } from '../i18n';
import { groupNames } from './messages';

export interface OperationGroup {
  /** The part of the names before the first dot. */
  key: string;
  operations: Operation[];
}

/** Operations that contain all words in name, title or description, by the first part of their names. Sorted by name. */
export function groupsOf(operations: readonly Operation[], search: string): OperationGroup[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const groups = new Map<string, Operation[]>();
  for (const operation of operations) {
    const text = searchText(operation);
    if (!words.every((word) => text.includes(word))) continue;
    const key = operation.name.split('.')[0] ?? operation.name;
    groups.set(key, [...(groups.get(key) ?? []), operation]);
  }
  return [...groups]
    .map(([key, members]) => ({ key, operations: members.sort((a, b) => a.name.localeCompare(b.name)) }))
    .sort((a, b) => a.key.localeCompare(b.key));
}

/** The names of groups in the language of the page. A group without a name of its own has its key. */
export function useGroupName(): (key: string) => string {
  const names = useTexts(groupNames);
  return (key) => names[key] ?? key;
}

function searchText({ name, title, description }: Operation): string {
  return [name, title?.en, title?.zh, description?.en, description?.zh].join('\n').toLowerCase();
}
