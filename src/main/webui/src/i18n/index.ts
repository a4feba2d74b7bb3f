import { useSyncExternalStore } from 'react';
import type { LocalizedText } from '../api/types';
import { language, subscribeToLanguage, type Language } from './language';

export { setLanguage, type Language } from './language';

type Text = string | ((...values: never[]) => string);
type Dictionary = Record<string, Text>;
/** The same keys, and functions with the same parameters. */
type Translation<T extends Dictionary> = { [K in keyof T]: T[K] extends (...values: infer V) => string ? (...values: V) => string : string };

export interface Texts<T extends Dictionary> {
  en: T;
  zh: Translation<T>;
}

/** The texts of one area of the page, in both languages. Each area has a file `messages.ts`. */
export function texts<T extends Dictionary>(en: T, zh: Translation<T>): Texts<T> {
  return { en, zh };
}

export function useLanguage(): Language {
  return useSyncExternalStore(subscribeToLanguage, language);
}

/** The texts in the language of the page. */
export function useTexts<T extends Dictionary>(all: Texts<T>): T {
  return all[useLanguage()] as T;
}

/** A text of the catalogue in the language of the page. */
export function useLocalized(): (text: LocalizedText | null | undefined) => string {
  const lang = useLanguage();
  return (text) => text?.[lang] || text?.en || '';
}
