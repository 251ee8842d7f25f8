import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import styles from '../ui/views.module.css';

const exact = { activeOptions: { exact: true, includeSearch: false } } as const;

export const ModerationViews = () => {
  const { t } = useTranslation();

  return (
    <nav className={`${styles.views} ${styles.ofRoom}`} aria-label={t('moderation.views')}>
      <Link to="/moderation" {...exact}>
        {t('moderation.queue')}
      </Link>
      <Link to="/moderation/appeals" {...exact}>
        {t('appeals.title')}
      </Link>
      <Link to="/moderation/rules" {...exact}>
        {t('rules.title')}
      </Link>
    </nav>
  );
};
