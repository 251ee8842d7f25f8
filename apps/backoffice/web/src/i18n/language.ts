import { createInstance, type i18n } from 'i18next';
import { useTranslation } from 'react-i18next';
import { initReactI18next } from 'react-i18next';

import { en } from './en.ts';
import { ko } from './ko.ts';

export const languages = ['ko', 'en'] as const;
export type Language = (typeof languages)[number];

const STORED_AS = 'soomcare-language';

/** Korean unless the person chose English here before. */
export const createTranslations = (): i18n => {
  const translations = createInstance();
  const language: Language = localStorage.getItem(STORED_AS) === 'en' ? 'en' : 'ko';
  void translations.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    resources: { ko: { translation: ko }, en: { translation: en } },
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  translations.on('languageChanged', (chosen) => {
    document.documentElement.lang = chosen;
    localStorage.setItem(STORED_AS, chosen);
  });
  document.documentElement.lang = language;

  return translations;
};

export const useLanguage = () => {
  const { i18n } = useTranslation();
  const language: Language = i18n.language === 'en' ? 'en' : 'ko';

  return { language, choose: (next: Language) => void i18n.changeLanguage(next) };
};
