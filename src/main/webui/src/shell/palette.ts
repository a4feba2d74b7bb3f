import type { TaskState } from '../api/types';

/** Something that the command palette goes to. */
export interface PaletteEntry {
  kind: 'page' | 'task' | 'operation';
  title: string;
  detail: string;
  path: string;
  state?: TaskState;
}

/** The entries that contain all words of the text, in any case. */
export function matching(entries: readonly PaletteEntry[], text: string): PaletteEntry[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return entries.filter(({ title, detail, path }) => {
    const all = `${title} ${detail} ${path}`.toLowerCase();
    return words.every((word) => all.includes(word));
  });
}
