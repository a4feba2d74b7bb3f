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

export const lightTokens: ThemeConfig['token'] = { ...tokens, colorTextBase: '#132039', colorBgLayout: '#f5f7fa', colorTextPlaceholder: '#667085', colorTextDescription: '#5c6470' };
export const darkTokens: ThemeConfig['token'] = { ...tokens, colorBgLayout: '#0f1217', colorLink: '#79b0ff', colorTextPlaceholder: '#8c8c8c', colorTextDescription: '#a7afbb' };
