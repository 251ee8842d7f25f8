import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import styles from '../ui/views.module.css';

const exact = { activeOptions: { exact: true, includeSearch: false } } as const;

export const SearchDeskViews = () => {
  const { t } = useTranslation();

  return (
    <nav className={`${styles.views} ${styles.ofRoom}`} aria-label={t('searchDesk.views')}>
      <Link to="/search-desk" {...exact}>
        {t('searchDesk.synonyms')}
      </Link>
      <Link to="/search-desk/queries" {...exact}>
        {t('searchDesk.queries')}
      </Link>
    </nav>
  );
};
