import {
  ActionIcon,
  Group,
  SegmentedControl,
  Tooltip,
  useComputedColorScheme,
  useMantineColorScheme,
} from '@mantine/core';
import { useTranslation } from 'react-i18next';

import { type Language, useLanguage } from '../i18n/language.ts';
import { MoonIcon, SunIcon } from '../ui/icons.tsx';

const languageNames: { value: Language; label: string }[] = [
  { value: 'ko', label: '한국어' },
  { value: 'en', label: 'English' },
];

export const Preferences = () => (
  <Group gap="xs" wrap="nowrap">
    <LanguageSwitch />
    <SchemeSwitch />
  </Group>
);

const LanguageSwitch = () => {
  const { t } = useTranslation();
  const { language, choose } = useLanguage();

  return (
    <SegmentedControl<Language>
      aria-label={t('preferences.language')}
      data={languageNames}
      value={language}
      onChange={choose}
      size="xs"
      radius="xl"
    />
  );
};

const SchemeSwitch = () => {
  const { t } = useTranslation();
  const { setColorScheme } = useMantineColorScheme();
  const isDark = useComputedColorScheme('light') === 'dark';
  const label = t(isDark ? 'preferences.toLight' : 'preferences.toDark');

  return (
    <Tooltip label={label} withinPortal={false}>
      <ActionIcon
        aria-label={label}
        variant="subtle"
        color="gray"
        size="lg"
        radius="xl"
        onClick={() => setColorScheme(isDark ? 'light' : 'dark')}
      >
        {isDark ? <SunIcon /> : <MoonIcon />}
      </ActionIcon>
    </Tooltip>
  );
};
