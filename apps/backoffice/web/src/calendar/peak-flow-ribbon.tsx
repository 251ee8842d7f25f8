import { useTranslation } from 'react-i18next';

import type { CalendarDay } from '../api/api.ts';
import { formatMonth } from '../i18n/dates.ts';
import { useLanguage } from '../i18n/language.ts';
import { zoneOf } from './month-facts.ts';
import styles from './month.module.css';

const DAY_WIDTH = 10;
const HEIGHT = 56;
const THICKNESS = 6;

interface PeakFlowRibbonProps {
  month: string;
  days: readonly CalendarDay[];
}

/** Each day's lowest to highest reading as one upright stroke: a month's breathing in one look. */
export const PeakFlowRibbon = ({ month, days }: PeakFlowRibbonProps) => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const measured = days.flatMap(({ peakFlow }) => (peakFlow ? [peakFlow] : []));
  if (measured.length === 0) return null;

  const min = Math.min(...measured.map((flow) => flow.min));
  const max = Math.max(...measured.map((flow) => flow.max));
  const y = (value: number) =>
    THICKNESS + (HEIGHT - 2 * THICKNESS) * (1 - (value - min) / Math.max(1, max - min));

  return (
    <figure className={styles.ribbon}>
      <figcaption>{t('summary.ribbon')}</figcaption>
      <svg
        viewBox={`0 0 ${days.length * DAY_WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={t('summary.ribbonText', {
          month: formatMonth(language, month),
          min,
          max,
          count: measured.length,
        })}
      >
        {days.map((day, index) =>
          day.peakFlow ? (
            <line
              key={day.date}
              className={styles[`stroke-${zoneOf(day)}`]}
              x1={(index + 0.5) * DAY_WIDTH}
              x2={(index + 0.5) * DAY_WIDTH}
              y1={y(day.peakFlow.max) - 0.5}
              y2={y(day.peakFlow.min) + 0.5}
              strokeWidth={THICKNESS}
              strokeLinecap="round"
              vectorEffect="non-scaling-stroke"
            />
          ) : null,
        )}
      </svg>
      <div className={styles.scale} aria-hidden="true">
        <span>{max}</span>
        <span>{min}</span>
      </div>
    </figure>
  );
};
