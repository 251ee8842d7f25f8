import { useTranslation } from 'react-i18next';

import { FlagIcon, InhalerIcon, MoonIcon } from '../ui/icons.tsx';
import { severityNames } from './month-facts.ts';
import styles from './month.module.css';
import { SeverityDots, ZoneSign } from './zone-sign.tsx';

const zones = ['green', 'yellow', 'red'] as const;
const severities = [1, 2, 3] as const;

export const MonthLegend = () => {
  const { t } = useTranslation();

  return (
    <section className={styles.legend} aria-label={t('calendar.legend')}>
      {zones.map((zone) => (
        <span key={zone}>
          <ZoneSign zone={zone} /> {t(`calendar.zoneColours.${zone}`)}
        </span>
      ))}
      {severities.map((severity) => (
        <span key={severity}>
          <SeverityDots severity={severity} /> {t('calendar.symptom')}{' '}
          {t(`calendar.severities.${severityNames[severity]}`)}
        </span>
      ))}
      <span>
        <MoonIcon size={14} /> {t('calendar.nightWaking')}
      </span>
      <span>
        <InhalerIcon size={14} /> {t('calendar.reliever')}
      </span>
      <span>
        <FlagIcon size={14} /> {t('calendar.eventsTitle')}
      </span>
      <p>{t('calendar.zonesHint')}</p>
    </section>
  );
};
