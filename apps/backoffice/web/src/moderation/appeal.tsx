import { Button, Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { Sanction } from '../api/api.ts';
import { formatDistance } from '../i18n/ages.ts';
import { formatInstant } from '../i18n/dates.ts';
import { useLanguage } from '../i18n/language.ts';
import { Badge } from '../lists/badge.tsx';
import { useSession } from '../session/session.ts';
import desk from '../ui/desk.module.css';
import { AnswerDialog } from './answer-dialog.tsx';
import styles from './moderation.module.css';

export const Appeal = ({ sanction }: { sanction: Sanction }) => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const { author, kind, createdAt, expiresAt, appealedAt, appealState } = sanction;

  return (
    <li className={styles.appeal}>
      <Group gap="sm">
        <Badge tone="waiting">{t(`moderation.decisions.${kind}`)}</Badge>
        <Text fw={600}>{author.nickname ?? t('moderation.left')}</Text>
        <Text size="sm" c="dimmed">
          {author.id} · {formatInstant(language, createdAt)}
          {expiresAt && ` · ${t('moderation.ends', { at: formatInstant(language, expiresAt) })}`}
        </Text>
        <Link
          to="/moderation/reports/$reportId"
          params={{ reportId: sanction.reportId }}
          className={styles.toReport}
        >
          {t('appeals.toReport')}
        </Link>
      </Group>
      <dl className={desk.facts}>
        <dt>{t('appeals.reason')}</dt>
        <dd className={styles.words}>{sanction.reason}</dd>
        <dt>{t('appeals.appeal')}</dt>
        <dd className={styles.words}>
          {sanction.appeal}{' '}
          {appealedAt && <span className={desk.soft}>{formatDistance(language, appealedAt)}</span>}
        </dd>
        {appealState !== 'open' && (
          <>
            <dt>{t('appeals.answer')}</dt>
            <dd className={styles.words}>{sanction.answer}</dd>
          </>
        )}
      </dl>
      {appealState === 'open' && <AnswerButtons sanction={sanction} />}
    </li>
  );
};

const AnswerButtons = ({ sanction }: { sanction: Sanction }) => {
  const { t } = useTranslation();
  const isOwn = useSession().staff.id === sanction.decidedBy;
  const [outcome, setOutcome] = useState<'upheld' | 'lifted' | null>(null);
  if (isOwn) return <Text size="sm">{t('appeals.own')}</Text>;

  return (
    <Group gap="xs">
      <Button variant="light" onClick={() => setOutcome('lifted')}>
        {t('appeals.lift')}
      </Button>
      <Button variant="default" onClick={() => setOutcome('upheld')}>
        {t('appeals.uphold')}
      </Button>
      <AnswerDialog sanctionId={sanction.id} outcome={outcome} onClose={() => setOutcome(null)} />
    </Group>
  );
};
