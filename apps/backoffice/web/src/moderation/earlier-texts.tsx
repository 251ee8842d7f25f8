import { Skeleton, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import type { AbuseReport } from '../api/api.ts';
import { formatInstant } from '../i18n/dates.ts';
import { useLanguage } from '../i18n/language.ts';
import desk from '../ui/desk.module.css';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import styles from './moderation.module.css';
import { useEarlierTexts } from './use-reports.ts';

/** What its author made of the post since: the snapshot stays, the post may not. */
export const EarlierTexts = ({ subject }: { subject: AbuseReport['subject'] }) => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const texts = useEarlierTexts(subject);

  return (
    <section className={desk.card} aria-labelledby="earlier">
      <h2 id="earlier">{t('moderation.earlier')}</h2>
      {texts.isPending && <Skeleton height={18} />}
      {texts.error && <ProblemNotice error={texts.error} onRetry={() => void texts.refetch()} />}
      {texts.data?.items.length === 0 && <Text c="dimmed">{t('moderation.neverEdited')}</Text>}
      {texts.data?.items.map(({ version, title, body, replacedAt }) => (
        <details key={version} className={styles.earlier}>
          <summary>{t('moderation.until', { at: formatInstant(language, replacedAt) })}</summary>
          <blockquote className={styles.snapshot}>{`${title}\n${body}`}</blockquote>
        </details>
      ))}
    </section>
  );
};
