import { Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import type { Delivery, DoseWithDeliveries } from '../api/api.ts';
import { formatTimeIn } from '../i18n/dates.ts';
import { useLanguage } from '../i18n/language.ts';
import { toneOf } from './alarm-facts.ts';
import styles from './alarms.module.css';

type Devices = ReadonlyMap<string, number>;

/** One dose, and what became of each of its reminders. */
export const DoseAlarms = ({ dose, devices }: { dose: DoseWithDeliveries; devices: Devices }) => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const { medicationName, localTime, timeZone, answer, answeredAt, deliveries, dueAt } = dose;
  const isComing = Date.parse(dueAt) > Date.now();

  return (
    <li className={styles.dose}>
      <div className={styles.what}>
        <span className={styles.time}>{localTime}</span>
        <Title order={3} size="h4">
          {medicationName}
        </Title>
        <Text size="sm" c="dimmed">
          {t(`alarms.answers.${answer ?? 'none'}`)}
          {answeredAt &&
            ` · ${t('alarms.answeredAt', { time: formatTimeIn(language, answeredAt, timeZone) })}`}
        </Text>
      </div>
      {deliveries.length === 0 ? (
        <Text className={styles.none}>{t(isComing ? 'alarms.coming' : 'alarms.noReminder')}</Text>
      ) : (
        <ul className={styles.deliveries}>
          {deliveries.map((delivery) => (
            <DeliveryRow
              key={`${delivery.kind} ${delivery.dueAt} ${delivery.deviceId}`}
              delivery={delivery}
              timeZone={timeZone}
              device={devices.get(delivery.deviceId ?? '')}
            />
          ))}
        </ul>
      )}
    </li>
  );
};

interface DeliveryRowProps {
  delivery: Delivery;
  timeZone: string;
  /** Absent where no device was tried. */
  device: number | undefined;
}

const DeliveryRow = ({ delivery, timeZone, device }: DeliveryRowProps) => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const { kind, state, dueAt, sentAt, acknowledgedAt, attempts, explanation } = delivery;
  const timeOf = (instant: string) => formatTimeIn(language, instant, timeZone);
  const facts = [
    device && t('alarms.device', { number: device }),
    sentAt && t('alarms.sentAt', { time: timeOf(sentAt) }),
    acknowledgedAt && t('alarms.shownAt', { time: timeOf(acknowledgedAt) }),
    attempts > 1 && t('alarms.attempts', { count: attempts }),
  ].filter(Boolean);

  return (
    <li className={styles.delivery} data-tone={toneOf(delivery)}>
      <span className={styles.due}>{timeOf(dueAt)}</span>
      <div>
        <div className={styles.outcome}>
          <strong>{t(`alarms.kinds.${kind}`)}</strong>
          <span className={styles.state}>{t(`alarms.states.${state}`)}</span>
        </div>
        <div>{explanation}</div>
        {facts.length > 0 && (
          <Text size="sm" c="dimmed">
            {facts.join(' · ')}
          </Text>
        )}
      </div>
    </li>
  );
};
