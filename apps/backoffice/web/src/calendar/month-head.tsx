import { ActionIcon, Button, Group, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import { formatMonth, monthPlus } from '../i18n/dates.ts';
import { useLanguage } from '../i18n/language.ts';
import { LeftIcon, PrintIcon, RightIcon } from '../ui/icons.tsx';
import styles from './month.module.css';

interface MonthHeadProps {
  month: string;
  thisMonth: string;
  timeZone: string;
  onMonth: (month: string) => void;
}

export const MonthHead = ({ month, thisMonth, timeZone, onMonth }: MonthHeadProps) => {
  const { t } = useTranslation();
  const { language } = useLanguage();

  return (
    <Group justify="space-between" mb="md">
      <Group gap="xs">
        <ActionIcon
          className={styles.noPrint}
          variant="default"
          size="lg"
          radius="xl"
          aria-label={t('calendar.previous')}
          onClick={() => onMonth(monthPlus(month, -1))}
        >
          <LeftIcon />
        </ActionIcon>
        <Title order={2} className={styles.title} aria-live="polite">
          {formatMonth(language, month)}
        </Title>
        <ActionIcon
          className={styles.noPrint}
          variant="default"
          size="lg"
          radius="xl"
          aria-label={t('calendar.next')}
          disabled={month >= thisMonth}
          onClick={() => onMonth(monthPlus(month, 1))}
        >
          <RightIcon />
        </ActionIcon>
        {month !== thisMonth && (
          <Button className={styles.noPrint} variant="subtle" size="xs" onClick={() => onMonth(thisMonth)}>
            {t('calendar.thisMonth')}
          </Button>
        )}
      </Group>
      <Group gap="md">
        <Text size="sm" c="dimmed">
          {t('calendar.timeZone', { zone: timeZone })}
        </Text>
        <Button
          className={styles.noPrint}
          variant="default"
          size="xs"
          leftSection={<PrintIcon size={15} />}
          onClick={() => window.print()}
        >
          {t('calendar.print')}
        </Button>
      </Group>
    </Group>
  );
};
