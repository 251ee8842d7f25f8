import { VisuallyHidden } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { RecordAccess } from '../api/api.ts';
import { clockText, remainingOf } from './remaining.ts';
import styles from './member-page.module.css';

const TICK_MS = 1_000;
const ALMOST_OVER_MS = 60_000;
const RADIUS = 9;
const ROUND = 2 * Math.PI * RADIUS;

interface OpenRecordsBarProps {
  access: RecordAccess;
  onEnd: () => void;
}

/** The time box, counting down in sight of who opened it. */
export const OpenRecordsBar = ({ access, onEnd }: OpenRecordsBarProps) => {
  const { t } = useTranslation();
  const [now, setNow] = useState(Date.now);
  const { leftMs, share } = remainingOf(access, now);

  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);

    return () => clearInterval(timer);
  }, []);
  useEffect(() => {
    if (leftMs <= 0) onEnd();
  }, [leftMs, onEnd]);

  return (
    <section className={styles.bar} aria-label={t('access.opened')}>
      <span className={styles.reason}>{t('access.reasonWas', { reason: access.reason })}</span>
      <span className={styles.left}>
        <svg width={24} height={24} viewBox="0 0 24 24" className={styles.ring} aria-hidden="true">
          <circle cx="12" cy="12" r={RADIUS} fill="none" stroke="var(--line)" strokeWidth="3" />
          <circle
            cx="12"
            cy="12"
            r={RADIUS}
            fill="none"
            stroke="currentColor"
            strokeWidth="3"
            strokeLinecap="round"
            strokeDasharray={ROUND}
            strokeDashoffset={ROUND * (1 - share)}
          />
        </svg>
        <span>
          {t('access.left')} <span role="timer">{clockText(leftMs)}</span>
        </span>
      </span>
      <VisuallyHidden role="status">{leftMs <= ALMOST_OVER_MS ? t('access.almostOver') : ''}</VisuallyHidden>
    </section>
  );
};
