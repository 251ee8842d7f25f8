import { useTranslation } from 'react-i18next';

import type { CalendarDay } from '../api/api.ts';
import { factsOf, zoneOrder } from './month-facts.ts';
import styles from './month.module.css';
import { PeakFlowRibbon } from './peak-flow-ribbon.tsx';

interface MonthSummaryProps {
  month: string;
  days: readonly CalendarDay[];
  today: string;
}

export const MonthSummary = ({ month, days, today }: MonthSummaryProps) => {
  const { t } = useTranslation();
  const past = days.filter(({ date }) => date <= today);
  const facts = factsOf(past);

  return (
    <section className={styles.summary} aria-label={t('summary.title')}>
      <div className={styles.zones}>
        <h3>{t('summary.zones')}</h3>
        <div className={styles.stack} aria-hidden="true">
          {zoneOrder.map((zone) => (
            <span key={zone} className={styles[`bar-${zone}`]} style={{ flexGrow: facts.zones[zone] }} />
          ))}
        </div>
        <ul>
          {zoneOrder.map((zone) => (
            <li key={zone}>
              <span className={`${styles.swatch} ${styles[`bar-${zone}`]}`} aria-hidden="true" />
              {t(`calendar.zones.${zone}`)} <strong>{t('summary.days', { count: facts.zones[zone] })}</strong>
            </li>
          ))}
        </ul>
      </div>
      <PeakFlowRibbon month={month} days={days} />
      <dl className={styles.figures}>
        <Figure
          name={t('summary.recorded')}
          value={t('summary.ofDays', { count: facts.recorded, total: past.length })}
        />
        <Figure
          name={t('summary.relieverDays')}
          value={t('summary.days', { count: facts.relieverDays })}
          note={t('summary.relieverPuffs', { count: facts.relieverPuffs })}
        />
        <Figure name={t('summary.nights')} value={t('summary.days', { count: facts.nights })} />
        <Figure name={t('summary.worst')} value={t('summary.days', { count: facts.severeDays })} />
        <Figure name={t('summary.events')} value={t('summary.eventCount', { count: facts.events })} />
      </dl>
    </section>
  );
};

const Figure = ({ name, value, note }: { name: string; value: string; note?: string }) => (
  <div>
    <dt>{name}</dt>
    <dd>
      {value}
      {note && <small>{note}</small>}
    </dd>
  </div>
);
