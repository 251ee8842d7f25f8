import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';

/** What the browser's tab and a screen reader call the page; never a member's name. */
export const useTitle = (title: string) => {
  const { t } = useTranslation();
  const whole = `${title} · ${t('brand.name')} ${t('brand.desk')}`;

  useEffect(() => {
    document.title = whole;
  }, [whole]);
};
