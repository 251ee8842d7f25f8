import { Group, Skeleton, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import type { AbuseReport, Sanction } from '../api/api.ts';
import { formatInstant, formatInstantDay } from '../i18n/dates.ts';
import { useLanguage } from '../i18n/language.ts';
import { Badge } from '../lists/badge.tsx';
import desk from '../ui/desk.module.css';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import styles from './moderation.module.css';
import { useAuthorHistory } from './use-reports.ts';

/** What was said about the author before: a decision takes it into account. */
export const AuthorHistory = ({ report }: { report: AbuseReport }) => {
  const { t } = useTranslation();
  const history = useAuthorHistory(report);

  return (
    <section className={desk.card} aria-labelledby="history">
      <h2 id="history">{t('moderation.history')}</h2>
      {history.isPending && <Skeleton height={18} />}
      {history.error && <ProblemNotice error={history.error} onRetry={() => void history.refetch()} />}
      {history.data && (
        <>
          <Text size="sm">{t('moderation.historyCounts', history.data.reports)}</Text>
          {history.data.sanctions.length === 0 && <Text c="dimmed">{t('moderation.noHistory')}</Text>}
          <ul className={styles.history}>
            {history.data.sanctions.map((sanction) => (
              <Earlier key={sanction.id} sanction={sanction} />
            ))}
          </ul>
        </>
      )}
    </section>
  );
};

const Earlier = ({ sanction }: { sanction: Sanction }) => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const { kind, createdAt, expiresAt, appealState, reason } = sanction;
  const isLifted = appealState === 'lifted';

  return (
    <li>
      <Group gap="xs">
        <Badge tone={isLifted ? 'plain' : 'waiting'}>{t(`moderation.decisions.${kind}`)}</Badge>
        <Text size="sm" c="dimmed">
          {formatInstantDay(language, createdAt)}
          {expiresAt && ` · ${t('moderation.ends', { at: formatInstant(language, expiresAt) })}`}
          {isLifted && ` · ${t('moderation.wasLifted')}`}
        </Text>
      </Group>
      <p className={styles.words}>{reason}</p>
    </li>
  );
};
