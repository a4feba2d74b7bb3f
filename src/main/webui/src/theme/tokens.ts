import type { ThemeConfig } from 'antd';

/** Values of OceanBase's design system, so that the page looks like OCP and obshell Dashboard. */
export const tokens: ThemeConfig['token'] = {
  colorPrimary: '#0d6cf2',
  colorInfo: '#0d6cf2',
  colorSuccess: '#16b882',
  colorWarning: '#f49f25',
  colorError: '#eb4242',
  borderRadius: 6,
  borderRadiusSM: 4,
  borderRadiusLG: 8,
  fontSize: 14,
  fontFamily:
    "-apple-system, BlinkMacSystemFont, 'Segoe UI', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans', sans-serif",
  fontFamilyCode: "ui-monospace, 'SFMono-Regular', Menlo, Consolas, 'DejaVu Sans Mono', 'Noto Sans Mono CJK SC', monospace",
};

/** Texts of the lower ranks have a contrast of at least 4.5 : 1. */
export const lightTokens: ThemeConfig['token'] = {
  ...tokens, colorError: '#cf2f2f', colorTextBase: '#132039', colorBgLayout: '#f5f7fa', colorTextTertiary: '#5c6675', colorTextDescription: '#5c6675', colorTextPlaceholder: '#6a7383',
};
export const darkTokens: ThemeConfig['token'] = {
  ...tokens, colorBgLayout: '#0f1217', colorLink: '#79b0ff', colorTextTertiary: '#a3acb9', colorTextDescription: '#a3acb9', colorTextPlaceholder: '#8b94a1',
};

/** Colours that single components need for a contrast of 4.5 : 1. */
export const lightComponents: NonNullable<ThemeConfig['components']> = { Menu: { itemSelectedColor: '#0a5bd0' } };
export const darkComponents: NonNullable<ThemeConfig['components']> = {
  Menu: { itemSelectedColor: '#79b0ff' },
  Button: { colorError: '#ff8585', colorErrorHover: '#ffa3a3', colorErrorActive: '#ff6b6b', dangerColor: '#2b0a0a' },
  Tag: { colorError: '#ff8585' },
};
