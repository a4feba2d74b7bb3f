import { DesktopOutlined, MoonOutlined, SunOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Button, Dropdown } from 'antd';
import { setLanguage, useLanguage, useTexts } from '../i18n';
import { useThemeChoice, type ThemeChoice } from '../theme/ThemeProvider';
import { shellMessages } from './messages';

const ICONS = { light: <SunOutlined />, dark: <MoonOutlined />, system: <DesktopOutlined /> };

/** Language and theme. */
export function AppearanceControls() {
  const t = useTexts(shellMessages);
  const language = useLanguage();
  const client = useQueryClient();
  const switchLanguage = () => {
    setLanguage(language === 'zh' ? 'en' : 'zh');
    // Sentences of the daemon are in the language of the request.
    void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' });
  };
  const [theme, setTheme] = useThemeChoice();
  const names: Record<ThemeChoice, string> = { light: t.light, dark: t.dark, system: t.system_ };
  const items = (Object.keys(names) as ThemeChoice[]).map((key) => ({ key, label: names[key], icon: ICONS[key] }));
  return (
    <>
      <Button type="text" lang={language === 'zh' ? 'en' : 'zh'} aria-label={t.languageName} onClick={switchLanguage}>
        {t.language}
      </Button>
      <Dropdown trigger={['click']} menu={{ items, selectable: true, selectedKeys: [theme], onClick: ({ key }) => setTheme(key as ThemeChoice) }}>
        <Button type="text" icon={ICONS[theme]} aria-label={`${t.theme}: ${names[theme]}`} />
      </Dropdown>
    </>
  );
}
