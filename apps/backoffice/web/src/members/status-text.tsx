import { useTranslation } from 'react-i18next';

import type { MemberRow } from '../api/api.ts';
import styles from './member-list-page.module.css';

export const StatusText = ({ status }: { status: MemberRow['status'] }) => {
  const { t } = useTranslation();

  return (
    <span className={`${styles.state} ${status === 'locked' ? styles.locked : ''}`}>
      <span className={styles.dot} aria-hidden="true" />
      {t(`members.${status}`)}
    </span>
  );
};
