import { Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import type { AbuseReport } from '../api/api.ts';
import { formatDistance } from '../i18n/ages.ts';
import { formatInstant } from '../i18n/dates.ts';
import { useLanguage } from '../i18n/language.ts';
import { Badge } from '../lists/badge.tsx';
import { DenseTable } from '../lists/dense-table.tsx';
import lists from '../lists/lists.module.css';
import styles from './moderation.module.css';
import { ReasonBadge } from './reason-badge.tsx';

export const ReportTable = ({ reports }: { reports: AbuseReport[] }) => {
  const { t } = useTranslation();

  return (
    <DenseTable
      heads={[
        t('moderation.reason'),
        t('moderation.text'),
        t('moderation.author'),
        t('moderation.source'),
        t('moderation.age'),
        t('moderation.due'),
      ]}
    >
      {reports.map((report) => (
        <Row key={report.id} report={report} />
      ))}
    </DenseTable>
  );
};

const Row = ({ report }: { report: AbuseReport }) => {
  const { t } = useTranslation();
  const { language } = useLanguage();

  return (
    <Table.Tr className={`${lists.row} ${report.reason === 'red-flag' ? styles.urgent : ''}`}>
      <Table.Td>
        <ReasonBadge reason={report.reason} />
      </Table.Td>
      <Table.Td className={styles.text}>
        <Link to="/moderation/reports/$reportId" params={{ reportId: report.id }} className={lists.name}>
          <Text span inherit lineClamp={2}>
            {report.snapshot}
          </Text>
        </Link>
      </Table.Td>
      <Table.Td className={styles.nowrap}>{report.author.nickname ?? t('moderation.left')}</Table.Td>
      <Table.Td>{t(`moderation.sources.${report.source}`)}</Table.Td>
      <Table.Td className={styles.nowrap}>
        <time dateTime={report.createdAt} title={formatInstant(language, report.createdAt)}>
          {formatDistance(language, report.createdAt)}
        </time>
      </Table.Td>
      <Table.Td ta="end" className={styles.nowrap}>
        <Due report={report} />
      </Table.Td>
    </Table.Tr>
  );
};

const Due = ({ report: { state, decision, isOverdue, dueAt } }: { report: AbuseReport }) => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  if (state === 'decided') return decision && <Badge>{t(`moderation.decisions.${decision}`)}</Badge>;

  return (
    <time dateTime={dueAt} title={formatInstant(language, dueAt)} className={isOverdue ? styles.overdue : ''}>
      {isOverdue ? t('moderation.overdue') : formatDistance(language, dueAt)}
    </time>
  );
};
