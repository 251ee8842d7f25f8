import { VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import type { CalendarDay } from '../api/api.ts';
import { FlagIcon, InhalerIcon, MoonIcon } from '../ui/icons.tsx';
import { hasEntries, severityNames, severityOf, zoneOf } from './month-facts.ts';
import styles from './month.module.css';
import { useDayText } from './use-day-text.ts';
import { SeverityDots, ZoneSign } from './zone-sign.tsx';

interface DayCellProps {
  day: CalendarDay;
  today: string;
  isChosen: boolean;
  isEntrance: boolean;
  onChoose: (date: string) => void;
}

export const DayCell = ({ day, today, isChosen, isEntrance, onChoose }: DayCellProps) => {
  const text = useDayText();
  const zone = zoneOf(day);
  const isFuture = day.date > today;
  const look = [
    styles.day,
    styles[`wash-${zone}`],
    isFuture && styles.future,
    !isFuture && !hasEntries(day) && styles.empty,
    day.date === today && styles.today,
  ];

  return (
    <button
      type="button"
      className={look.filter(Boolean).join(' ')}
      data-date={day.date}
      aria-pressed={isChosen}
      tabIndex={isEntrance ? 0 : -1}
      onClick={() => onChoose(day.date)}
    >
      <VisuallyHidden>{text(day, today)}</VisuallyHidden>
      <DayPicture day={day} isFuture={isFuture} />
    </button>
  );
};

/** The same day for the eye; a screen reader has the sentence. */
const DayPicture = ({ day, isFuture }: { day: CalendarDay; isFuture: boolean }) => {
  const { t } = useTranslation();
  const zone = zoneOf(day);
  const puffs = day.intakes?.puffsAsNeeded ?? 0;

  return (
    <span aria-hidden="true" className={styles.picture}>
      <span className={styles.top}>
        <span className={styles.number}>{Number(day.date.slice(8))}</span>
        {zone !== 'none' && <ZoneSign zone={zone} />}
      </span>
      <span className={styles.middle}>
        <span className={styles.flow}>{day.peakFlow && flowText(day.peakFlow)}</span>
        {puffs > 0 && (
          <span className={styles.mark}>
            <InhalerIcon size={14} />
            {puffs}
          </span>
        )}
      </span>
      {!isFuture && !hasEntries(day) && day.missing.length > 0 && (
        <span className={styles.nothing}>{t('calendar.missing.all')}</span>
      )}
      <span className={styles.marks}>
        {day.symptoms && <SymptomMark symptoms={day.symptoms} />}
        {day.symptoms?.nightWaking && (
          <span className={styles.mark}>
            <MoonIcon size={14} />
          </span>
        )}
      </span>
      {day.events[0] && (
        <span className={styles.event}>
          <FlagIcon size={12} />
          <span className={styles.eventText}>{t(`calendar.events.${day.events[0].kind}`)}</span>
        </span>
      )}
    </span>
  );
};

const SymptomMark = ({ symptoms }: { symptoms: NonNullable<CalendarDay['symptoms']> }) => {
  const { t } = useTranslation();
  const severity = severityOf(symptoms.worstSeverity);
  if (severity === 0) return <span className={styles.calm}>{t('calendar.noSymptoms')}</span>;

  return (
    <span className={styles.mark}>
      <SeverityDots severity={severity} />
      <span className={styles.severity}>{t(`calendar.severities.${severityNames[severity]}`)}</span>
    </span>
  );
};

const flowText = ({ min, max }: { min: number; max: number }) =>
  min === max ? String(max) : `${min}–${max}`;
