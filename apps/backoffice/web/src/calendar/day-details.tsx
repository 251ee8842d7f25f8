import { Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import type { CalendarDay } from '../api/api.ts';
import { formatDay, formatShortDay } from '../i18n/dates.ts';
import { useLanguage } from '../i18n/language.ts';
import { hasEntries, severityNames, severityOf } from './month-facts.ts';
import styles from './month.module.css';
import { SeverityDots, ZoneSign } from './zone-sign.tsx';

interface DayDetailsProps {
  day: CalendarDay | undefined;
  today: string;
}

export const DayDetails = ({ day, today }: DayDetailsProps) => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  if (!day) return null;

  const title = formatDay(language, day.date);

  return (
    <aside className={styles.details} aria-label={t('calendar.details', { date: title })}>
      <Title order={3} size="h4" mb="md">
        {title}
      </Title>
      {hasEntries(day) ? (
        <dl className={styles.entries}>
          <Entries day={day} />
        </dl>
      ) : (
        <Text c="dimmed">{t(day.date > today ? 'calendar.future' : 'calendar.nothing')}</Text>
      )}
      {hasEntries(day) &&
        day.missing.map((kind) => (
          <Text key={kind} size="sm" c="dimmed" mt="sm">
            {t(`calendar.missing.${kind}`)}
          </Text>
        ))}
    </aside>
  );
};

const Entries = ({ day }: { day: CalendarDay }) => {
  const { t } = useTranslation();
  const { peakFlow, symptoms, spirometry, intakes, events } = day;

  return (
    <>
      {peakFlow && (
        <Entry name={t('calendar.peakFlow')}>
          <span className={styles.big}>
            {peakFlow.min === peakFlow.max ? peakFlow.max : `${peakFlow.min}–${peakFlow.max}`}
          </span>{' '}
          {t('calendar.litres')}
          <div className={styles.entryRow}>
            {peakFlow.zone ? <ZoneSign zone={peakFlow.zone} /> : t('calendar.zones.none')}
            <Text span size="sm" c="dimmed">
              {t('calendar.readings', { count: peakFlow.count })}
            </Text>
          </div>
        </Entry>
      )}
      {symptoms && (
        <Entry name={t('calendar.symptom')}>
          <div className={styles.entryRow}>
            {symptoms.none ? (
              t('calendar.noSymptoms')
            ) : (
              <>
                <SeverityDots severity={severityOf(symptoms.worstSeverity)} />
                {t(`calendar.severities.${severityNames[severityOf(symptoms.worstSeverity)]}`)}
              </>
            )}
          </div>
          {symptoms.nightWaking && t('calendar.nightWaking')}
        </Entry>
      )}
      {intakes && <Intakes intakes={intakes} />}
      {spirometry && (
        <Entry name={t('calendar.spirometry')}>
          {t('calendar.spirometryValue', {
            value: spirometry.bestFev1Litres.toFixed(2),
            count: spirometry.count,
          })}
        </Entry>
      )}
      {events.length > 0 && <Events events={events} />}
    </>
  );
};

const Intakes = ({ intakes }: { intakes: NonNullable<CalendarDay['intakes']> }) => {
  const { t } = useTranslation();

  return (
    <Entry name={t('calendar.intakes')}>
      {intakes.asNeeded > 0 && (
        <div>
          <strong>{t('calendar.asNeeded', { count: intakes.asNeeded, puffs: intakes.puffsAsNeeded })}</strong>
        </div>
      )}
      {intakes.scheduled > 0 && <div>{t('calendar.scheduled', { count: intakes.scheduled })}</div>}
      {intakes.preExercise > 0 && <div>{t('calendar.preExercise', { count: intakes.preExercise })}</div>}
    </Entry>
  );
};

const Events = ({ events }: { events: CalendarDay['events'] }) => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const span = ({ startedOn, endedOn }: CalendarDay['events'][number]) =>
    endedOn && endedOn !== startedOn
      ? t('calendar.until', {
          from: formatShortDay(language, startedOn),
          to: formatShortDay(language, endedOn),
        })
      : formatShortDay(language, startedOn);

  return (
    <Entry name={t('calendar.eventsTitle')}>
      {events.map((event) => (
        <div key={event.id}>
          <strong>{t(`calendar.events.${event.kind}`)}</strong>{' '}
          <Text span size="sm" c="dimmed">
            {span(event)}
          </Text>
        </div>
      ))}
    </Entry>
  );
};

const Entry = ({ name, children }: { name: string; children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);
