import { type KeyboardEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';

import type { CalendarDay } from '../api/api.ts';
import { formatMonth, weekdayNames, weekdayOf } from '../i18n/dates.ts';
import { useLanguage } from '../i18n/language.ts';
import { DayCell } from './day-cell.tsx';
import { dayAfterKey, weeksOf } from './month-facts.ts';
import styles from './month.module.css';

interface MonthGridProps {
  month: string;
  days: readonly CalendarDay[];
  today: string;
  chosen: string | undefined;
  onChoose: (date: string) => void;
}

/** One stop for the Tab key; arrows, Home and End move between days, and the day under the focus is the one shown. */
export const MonthGrid = ({ month, days, today, chosen, onChoose }: MonthGridProps) => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const table = useRef<HTMLTableElement>(null);
  const entrance = chosen ?? days[0]?.date;

  const move = (event: KeyboardEvent) => {
    const index = days.findIndex(({ date }) => date === entrance);
    const next = days[dayAfterKey(event.key, index, days.length) ?? -1];
    if (!next) return;

    event.preventDefault();
    onChoose(next.date);
    table.current?.querySelector<HTMLElement>(`[data-date="${next.date}"]`)?.focus();
  };

  return (
    <table
      ref={table}
      className={styles.grid}
      aria-label={t('calendar.grid', { month: formatMonth(language, month) })}
    >
      <thead>
        <tr>
          {weekdayNames(language).map(({ short, long }) => (
            <th key={long} scope="col" aria-label={long}>
              {short}
            </th>
          ))}
        </tr>
      </thead>
      <tbody onKeyDown={move}>
        {weeksOf(days, weekdayOf(`${month}-01`)).map((week) => (
          <tr key={week.find((day) => day)?.date}>
            {week.map((day, weekday) => (
              <td key={day?.date ?? weekday}>
                {day && (
                  <DayCell
                    day={day}
                    today={today}
                    isChosen={day.date === chosen}
                    isEntrance={day.date === entrance}
                    onChoose={onChoose}
                  />
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
};
