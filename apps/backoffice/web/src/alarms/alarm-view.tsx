import { ActionIcon, Group, Skeleton, Text, Title, VisuallyHidden } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';

import { isProblem } from '../api/problem.ts';
import { dayPlus, formatDay, todayIn } from '../i18n/dates.ts';
import { useLanguage } from '../i18n/language.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { InhalerIcon, LeftIcon, RightIcon } from '../ui/icons.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { deviceNumbers } from './alarm-facts.ts';
import styles from './alarms.module.css';
import { DoseAlarms } from './dose-alarms.tsx';
import { useAlarms } from './use-alarms.ts';

interface AlarmViewProps {
  memberId: string;
  timeZone: string;
  onAccessNeeded: () => void;
}

const route = getRouteApi('/members/$memberId');

/** "Why did my alarm not come?", for one day of the member's own calendar. */
export const AlarmView = ({ memberId, timeZone, onAccessNeeded }: AlarmViewProps) => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const search = route.useSearch();
  const date = search.day ?? todayIn(timeZone);
  const alarms = useAlarms(memberId, date, language);
  const accessNeeded = isProblem(alarms.error, 'RECORD_ACCESS_NEEDED');
  const doses = alarms.data?.items ?? [];
  const devices = deviceNumbers(doses);

  useEffect(() => {
    if (accessNeeded) onAccessNeeded();
  }, [accessNeeded, onAccessNeeded]);

  return (
    <section className={styles.alarms}>
      <DayHead date={date} timeZone={timeZone} />
      <Text c="dimmed" size="sm" mb="lg">
        {t('alarms.intro')}
      </Text>
      {alarms.error && !accessNeeded && (
        <ProblemNotice error={alarms.error} onRetry={() => void alarms.refetch()} />
      )}
      {alarms.isPending && (
        <div role="status">
          <VisuallyHidden>{t('alarms.loading')}</VisuallyHidden>
          <Skeleton height={220} radius="lg" />
        </div>
      )}
      {alarms.data && doses.length === 0 && (
        <EmptyState
          icon={<InhalerIcon size={28} />}
          title={t('alarms.empty')}
          text={t('alarms.emptyHint')}
          level={3}
        />
      )}
      <ol className={styles.doses}>
        {doses.map((dose) => (
          <DoseAlarms key={dose.doseId} dose={dose} devices={devices} />
        ))}
      </ol>
    </section>
  );
};

const DayHead = ({ date, timeZone }: { date: string; timeZone: string }) => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const navigate = route.useNavigate();
  const moveTo = (day: string) =>
    void navigate({ search: { view: 'alarms', month: day.slice(0, 7), day }, resetScroll: false });

  return (
    <Group justify="space-between" mb="xs">
      <Group gap="xs">
        <ActionIcon
          variant="default"
          size="lg"
          radius="xl"
          aria-label={t('alarms.previous')}
          onClick={() => moveTo(dayPlus(date, -1))}
        >
          <LeftIcon />
        </ActionIcon>
        <Title order={2} className={styles.date} aria-live="polite">
          {formatDay(language, date)}
        </Title>
        <ActionIcon
          variant="default"
          size="lg"
          radius="xl"
          aria-label={t('alarms.next')}
          onClick={() => moveTo(dayPlus(date, 1))}
        >
          <RightIcon />
        </ActionIcon>
      </Group>
      <Text size="sm" c="dimmed">
        {t('calendar.timeZone', { zone: timeZone })}
      </Text>
    </Group>
  );
};
