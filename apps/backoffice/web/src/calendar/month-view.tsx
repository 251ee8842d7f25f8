import { Group, Skeleton, VisuallyHidden } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';

import { isProblem } from '../api/problem.ts';
import { todayIn } from '../i18n/dates.ts';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { DayDetails } from './day-details.tsx';
import { MonthGrid } from './month-grid.tsx';
import { MonthHead } from './month-head.tsx';
import { MonthLegend } from './month-legend.tsx';
import { MonthSummary } from './month-summary.tsx';
import styles from './month.module.css';
import { useMonth } from './use-month.ts';

interface MonthViewProps {
  memberId: string;
  timeZone: string;
  onAccessNeeded: () => void;
}

const route = getRouteApi('/members/$memberId');

export const MonthView = ({ memberId, timeZone, onAccessNeeded }: MonthViewProps) => {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const today = todayIn(timeZone);
  const month = search.month ?? today.slice(0, 7);
  const calendar = useMonth(memberId, month);
  const accessNeeded = isProblem(calendar.error, 'RECORD_ACCESS_NEEDED');
  const days = calendar.data?.days ?? [];
  const chosen = days.find(({ date }) => date === search.day) ?? days.find(({ date }) => date === today);

  useEffect(() => {
    if (accessNeeded) onAccessNeeded();
  }, [accessNeeded, onAccessNeeded]);

  return (
    <section className={styles.month}>
      <MonthHead
        month={month}
        thisMonth={today.slice(0, 7)}
        timeZone={timeZone}
        onMonth={(next) => void navigate({ search: { month: next }, resetScroll: false })}
      />
      {calendar.error && !accessNeeded && (
        <Group py="lg">
          <ProblemNotice error={calendar.error} onRetry={() => void calendar.refetch()} />
        </Group>
      )}
      {calendar.isPending && <MonthSkeleton />}
      {calendar.data && (
        <>
          <MonthSummary month={month} days={days} today={today} />
          <div className={styles.body}>
            <MonthGrid
              month={month}
              days={days}
              today={today}
              chosen={chosen?.date}
              onChoose={(day) => void navigate({ search: { month, day }, replace: true, resetScroll: false })}
            />
            <DayDetails day={chosen ?? days[0]} today={today} />
          </div>
          <MonthLegend />
        </>
      )}
    </section>
  );
};

const MonthSkeleton = () => {
  const { t } = useTranslation();

  return (
    <div role="status">
      <VisuallyHidden>{t('calendar.loading')}</VisuallyHidden>
      <Skeleton height={84} radius="lg" mb="md" />
      <Skeleton height={540} radius="lg" />
    </div>
  );
};
