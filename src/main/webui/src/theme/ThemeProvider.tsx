import { App, ConfigProvider, theme as antdTheme } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { useEffect, useSyncExternalStore, type ReactNode } from 'react';
import { useLanguage } from '../i18n';
import { usePreference } from '../preferences';
import { darkComponents, darkTokens, lightComponents, lightTokens } from './tokens';
import { nonce } from './nonce';

export type ThemeChoice = 'light' | 'dark' | 'system';

const darkScheme = window.matchMedia('(prefers-color-scheme: dark)');

function subscribeToScheme(listener: () => void): () => void {
  darkScheme.addEventListener('change', listener);
  return () => darkScheme.removeEventListener('change', listener);
}

export function useThemeChoice(): [ThemeChoice, (choice: ThemeChoice) => void] {
  return usePreference('theme', 'system') as [ThemeChoice, (choice: ThemeChoice) => void];
}

export function useIsDark(): boolean {
  const [choice] = useThemeChoice();
  const systemIsDark = useSyncExternalStore(subscribeToScheme, () => darkScheme.matches);
  return choice === 'system' ? systemIsDark : choice === 'dark';
}

/** Colours, locale and messages of the component library. */
export function ThemeProvider({ children }: { children: ReactNode }) {
  const dark = useIsDark();
  const language = useLanguage();
  useEffect(() => {
    document.documentElement.dataset['theme'] = dark ? 'dark' : 'light';
    document.documentElement.style.colorScheme = dark ? 'dark' : 'light';
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  }, [dark, language]);
  return (
    <ConfigProvider
      locale={language === 'zh' ? zhCN : enUS}
      {...(nonce ? { csp: { nonce } } : {})}
      theme={{
        algorithm: dark ? antdTheme.darkAlgorithm : antdTheme.defaultAlgorithm,
        token: dark ? darkTokens : lightTokens,
        components: dark ? darkComponents : lightComponents,
        cssVar: { key: 'obtaskd' },
        hashed: false,
      }}
    >
      <App>{children}</App>
    </ConfigProvider>
  );
}
