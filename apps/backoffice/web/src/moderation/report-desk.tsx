import { Button, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import type { AbuseReport } from '../api/api.ts';
import { formatInstant } from '../i18n/dates.ts';
import { useLanguage } from '../i18n/language.ts';
import { useSession } from '../session/session.ts';
import desk from '../ui/desk.module.css';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { isClaimOver } from './claim.ts';
import { DecisionForm } from './decision-form.tsx';
import styles from './moderation.module.css';
import { useClaim } from './use-reports.ts';

/** What can be done with a report now: take it, decide it, or read how it ended. */
export const ReportDesk = ({ report }: { report: AbuseReport }) => {
  const { t } = useTranslation();
  const { id } = useSession().staff;
  const isMine = report.state === 'claimed' && report.claimedBy === id;

  return (
    <section className={desk.card} aria-labelledby="desk">
      <h2 id="desk">{t('moderation.decision')}</h2>
      {report.state === 'decided' && <Decided report={report} />}
      {isMine && <DecisionForm report={report} />}
      {report.state !== 'decided' && !isMine && <Claim report={report} />}
    </section>
  );
};

const Claim = ({ report }: { report: AbuseReport }) => {
  const { t } = useTranslation();
  const claim = useClaim(report.id);
  const isTaken = report.claimedAt !== null && !isClaimOver(report.claimedAt);
  const text = report.claimedAt === null ? 'claimText' : 'staleText';

  return (
    <Stack gap="sm" align="flex-start">
      <Text size="sm">{t(`moderation.${isTaken ? 'takenText' : text}`)}</Text>
      {!isTaken && (
        <Button loading={claim.isPending} onClick={() => claim.mutate()}>
          {t('moderation.claim')}
        </Button>
      )}
      {claim.error && <ProblemNotice error={claim.error} />}
    </Stack>
  );
};

const Decided = ({ report: { decision, decisionReason, decidedAt } }: { report: AbuseReport }) => {
  const { t } = useTranslation();
  const { language } = useLanguage();

  return (
    <Stack gap="xs" role="status">
      <Text fw={700}>{decision && t(`moderation.decisions.${decision}`)}</Text>
      <p className={styles.words}>{decisionReason}</p>
      {decidedAt && (
        <Text size="sm" c="dimmed">
          {formatInstant(language, decidedAt)}
        </Text>
      )}
    </Stack>
  );
};
