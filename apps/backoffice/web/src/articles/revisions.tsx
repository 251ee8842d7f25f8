import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import type { ArticleRevision } from '../api/api.ts';
import { formatInstant } from '../i18n/dates.ts';
import { useLanguage } from '../i18n/language.ts';
import { useSession } from '../session/session.ts';
import desk from '../ui/desk.module.css';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import styles from './articles.module.css';
import { useRevisions } from './use-articles.ts';

/** Every text that the article had, each to be opened and read. */
export const Revisions = ({ articleId }: { articleId: string }) => {
  const { t } = useTranslation();
  const revisions = useRevisions(articleId);

  return (
    <section className={desk.card} aria-labelledby="revisions">
      <h2 id="revisions">{t('articles.revisions')}</h2>
      {revisions.isPending && <Skeleton height={60} />}
      {revisions.error && <ProblemNotice error={revisions.error} onRetry={() => void revisions.refetch()} />}
      {revisions.data?.items.map((revision) => (
        <Revision key={revision.number} revision={revision} />
      ))}
    </section>
  );
};

const Revision = ({ revision }: { revision: ArticleRevision }) => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const { id } = useSession().staff;
  const { number, title, bodyMarkdown, writtenBy, writtenAt, publishAt, withdrawnAt } = revision;
  const others = writtenBy === null ? 'program' : 'colleague';
  const writer = t(`articles.writers.${writtenBy === id ? 'me' : others}`);

  return (
    <details className={styles.revision}>
      <summary>
        {t('articles.revision', { number })} · {writer} · {formatInstant(language, writtenAt)}
        {publishAt && <span className={desk.soft}> · {t('articles.wasPublished')}</span>}
        {withdrawnAt && <span className={desk.soft}> · {t('articles.wasWithdrawn')}</span>}
      </summary>
      <p className={styles.revisionTitle}>{title}</p>
      <pre className={styles.revisionText} tabIndex={0} aria-label={t('articles.revision', { number })}>
        {bodyMarkdown}
      </pre>
    </details>
  );
};
