import { useTranslation } from 'react-i18next';

import type { AbuseReport } from '../api/api.ts';
import { formatDistance } from '../i18n/ages.ts';
import { formatInstant } from '../i18n/dates.ts';
import { useLanguage } from '../i18n/language.ts';
import desk from '../ui/desk.module.css';

export const ReportFacts = ({ report }: { report: AbuseReport }) => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const { author, subject, source, createdAt, dueAt, state } = report;

  return (
    <section className={desk.card} aria-label={t('moderation.facts')}>
      <dl className={desk.facts}>
        <dt>{t('moderation.author')}</dt>
        <dd>
          {author.nickname ?? t('moderation.left')} <span className={desk.soft}>{author.id}</span>
        </dd>
        <dt>{t('moderation.subject')}</dt>
        <dd>{t(`moderation.subjects.${subject.kind}`)}</dd>
        <dt>{t('moderation.source')}</dt>
        <dd>{t(`moderation.sources.${source}`)}</dd>
        <dt>{t('moderation.age')}</dt>
        <dd>
          {formatInstant(language, createdAt)}{' '}
          <span className={desk.soft}>{formatDistance(language, createdAt)}</span>
        </dd>
        {state !== 'decided' && (
          <>
            <dt>{t('moderation.due')}</dt>
            <dd>
              {formatInstant(language, dueAt)}{' '}
              <span className={desk.soft}>{formatDistance(language, dueAt)}</span>
            </dd>
          </>
        )}
      </dl>
    </section>
  );
};
