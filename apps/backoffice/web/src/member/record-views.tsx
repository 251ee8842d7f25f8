import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import styles from '../ui/views.module.css';

const route = getRouteApi('/members/$memberId');

/** The views of open records; the chosen day goes along from one to the other. */
export const RecordViews = ({ memberId }: { memberId: string }) => {
  const { t } = useTranslation();
  const { month, day } = route.useSearch();
  const chosen = { ...(month ? { month } : {}), ...(day ? { day } : {}) };
  const link = {
    to: '/members/$memberId',
    params: { memberId },
    resetScroll: false,
    activeOptions: { exact: true },
  } as const;

  return (
    <nav className={styles.views} aria-label={t('access.views')}>
      <Link {...link} search={chosen}>
        {t('calendar.title')}
      </Link>
      <Link {...link} search={{ ...chosen, view: 'alarms' }}>
        {t('alarms.title')}
      </Link>
    </nav>
  );
};
