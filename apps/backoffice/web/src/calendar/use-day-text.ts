import { useTranslation } from 'react-i18next';

import type { CalendarDay } from '../api/api.ts';
import { formatDay } from '../i18n/dates.ts';
import { useLanguage } from '../i18n/language.ts';
import { hasEntries, severityNames, severityOf, zoneOf } from './month-facts.ts';

/** A day as one sentence, for who hears the calendar instead of seeing it. */
export const useDayText = () => {
  const { t } = useTranslation();
  const { language } = useLanguage();

  return (day: CalendarDay, today: string): string => {
    const { symptoms, peakFlow, intakes } = day;
    const puffs = intakes?.puffsAsNeeded ?? 0;
    const isOver = day.date <= today;
    const parts = [
      formatDay(language, day.date),
      day.date === today && t('calendar.today'),
      peakFlow && `${t('calendar.peakFlow')} ${peakFlow.min}–${peakFlow.max}`,
      peakFlow && t(`calendar.zones.${zoneOf(day)}`),
      symptoms &&
        `${t('calendar.symptom')} ${t(`calendar.severities.${severityNames[severityOf(symptoms.worstSeverity)]}`)}`,
      symptoms?.nightWaking && t('calendar.nightWaking'),
      puffs > 0 && `${t('calendar.reliever')} ${t('calendar.puffs', { count: puffs })}`,
      ...day.events.map(({ kind }) => t(`calendar.events.${kind}`)),
      ...(isOver && hasEntries(day) ? day.missing.map((kind) => t(`calendar.missing.${kind}`)) : []),
      isOver && !hasEntries(day) && t('calendar.missing.all'),
    ];

    return parts.filter((part) => typeof part === 'string' && part !== '').join(', ');
  };
};
