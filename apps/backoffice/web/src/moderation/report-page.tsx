import { Skeleton, Stack, Title, VisuallyHidden } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import type { AbuseReport } from '../api/api.ts';
import { Badge } from '../lists/badge.tsx';
import { BackLink } from '../ui/back-link.tsx';
import desk from '../ui/desk.module.css';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useTitle } from '../ui/use-title.ts';
import { AuthorHistory } from './author-history.tsx';
import { EarlierTexts } from './earlier-texts.tsx';
import styles from './moderation.module.css';
import { ReasonBadge } from './reason-badge.tsx';
import { ReportDesk } from './report-desk.tsx';
import { ReportFacts } from './report-facts.tsx';
import { useReport } from './use-reports.ts';

const route = getRouteApi('/moderation/reports/$reportId');

export const ReportPage = () => {
  const { t } = useTranslation();
  const { reportId } = route.useParams();
  const report = useReport(reportId);
  useTitle(t('moderation.report'));

  return (
    <Stack gap="md">
      <div>
        <BackLink to="/moderation">{t('moderation.queue')}</BackLink>
        {!report.data && <Title order={1}>{t('moderation.report')}</Title>}
      </div>
      {report.isPending && (
        <div role="status">
          <VisuallyHidden>{t('moderation.loading')}</VisuallyHidden>
          <Skeleton height={320} radius="lg" />
        </div>
      )}
      {report.error && <ProblemNotice error={report.error} onRetry={() => void report.refetch()} />}
      {report.data && <Report report={report.data} />}
    </Stack>
  );
};

const Report = ({ report }: { report: AbuseReport }) => {
  const { t } = useTranslation();

  return (
    <>
      <div className={desk.head}>
        <h1>{t('moderation.report')}</h1>
        <ReasonBadge reason={report.reason} />
        <Badge tone={report.state === 'decided' ? 'good' : 'accent'}>
          {t(`moderation.states.${report.state}`)}
        </Badge>
        {report.isOverdue && <Badge tone="bad">{t('moderation.overdue')}</Badge>}
      </div>
      <div className={desk.columns}>
        <Stack gap="md">
          <section className={desk.card} aria-labelledby="snapshot">
            <h2 id="snapshot">{t('moderation.snapshot')}</h2>
            <blockquote className={styles.snapshot}>{report.snapshot}</blockquote>
            {report.note && (
              <>
                <h3>{t('moderation.note')}</h3>
                <p className={styles.words}>{report.note}</p>
              </>
            )}
          </section>
          {report.subject.kind === 'post' && <EarlierTexts subject={report.subject} />}
          <AuthorHistory report={report} />
        </Stack>
        <Stack gap="md">
          <ReportFacts report={report} />
          <ReportDesk report={report} />
        </Stack>
      </div>
    </>
  );
};
