import { useBlocker } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

/** Asks before unsaved words are left behind, be it by a link or by closing the tab. */
export const useLeaveWarning = (isDirty: boolean) => {
  const { t } = useTranslation();

  useBlocker({
    shouldBlockFn: () => isDirty && !window.confirm(t('articles.leave')),
    enableBeforeUnload: isDirty,
  });
};
