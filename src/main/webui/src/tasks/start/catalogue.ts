import type { Operation } from '../../api/types';

export interface OperationGroup {
  name: string;
  operations: Operation[];
}

/** Operations whose name, title or description contains all words, by the first segment of the name. Hidden ones are left out. */
export function grouped(operations: readonly Operation[], search: string): OperationGroup[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const groups = new Map<string, Operation[]>();
  for (const operation of operations) {
    const { name, title, description, hidden } = operation;
    const text = [name, title?.en, title?.zh, description?.en, description?.zh].join(' ').toLowerCase();
    if (hidden || !words.every((word) => text.includes(word))) continue;
    const group = name.split('.')[0] ?? name;
    groups.set(group, [...(groups.get(group) ?? []), operation]);
  }
  return [...groups].map(([name, found]) => ({ name, operations: found.sort((a, b) => a.name.localeCompare(b.name)) })).sort((a, b) => a.name.localeCompare(b.name));
}
