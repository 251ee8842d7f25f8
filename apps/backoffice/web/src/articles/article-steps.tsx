import { Button, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import type { Article } from '../api/api.ts';
import { formatInstant, formatPlainDay } from '../i18n/dates.ts';
import { useLanguage } from '../i18n/language.ts';
import { useSession } from '../session/session.ts';
import desk from '../ui/desk.module.css';
import { standingOf } from './article-standing.ts';
import { PublishFields } from './publish-fields.tsx';
import { StepProblem } from './step-problem.tsx';
import { useRevisions, useSubmitArticle } from './use-articles.ts';
import { WithdrawButton } from './withdraw-button.tsx';

interface ArticleStepsProps {
  article: Article;
  isDirty: boolean;
  onReload: () => void;
}

/** Where the text stands, and the one step that comes next. */
export const ArticleSteps = ({ article, isDirty, onReload }: ArticleStepsProps) => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const standing = standingOf(article);
  const { publishAt, reviewDueOn, medicalReview } = article;

  return (
    <section className={desk.card} aria-labelledby="steps">
      <h2 id="steps">{t('articles.steps')}</h2>
      <Stack gap="sm" align="flex-start">
        <dl className={desk.facts}>
          <dt>{t('articles.state')}</dt>
          <dd>{t(`articles.standings.${standing}`)}</dd>
          {publishAt && (
            <>
              <dt>{t(standing === 'scheduled' ? 'articles.scheduledFor' : 'articles.publishedAt')}</dt>
              <dd>{formatInstant(language, publishAt)}</dd>
            </>
          )}
          <dt>{t('articles.medicalReview')}</dt>
          <dd>
            {medicalReview
              ? `${medicalReview.name} · ${formatPlainDay(language, medicalReview.reviewedOn)}`
              : t('articles.notReviewed')}
          </dd>
          <dt>{t('articles.reviewDue')}</dt>
          <dd>{formatPlainDay(language, reviewDueOn)}</dd>
          <dt>{t('articles.slug')}</dt>
          <dd>{article.slug}</dd>
        </dl>
        <Text size="sm" c="dimmed">
          {t(isDirty ? 'articles.saveFirst' : `articles.next.${standing}`)}
        </Text>
        {!isDirty && article.state === 'draft' && <Submit article={article} onReload={onReload} />}
        {!isDirty && article.state === 'in-review' && <Publish article={article} onReload={onReload} />}
        {!isDirty && article.state === 'published' && <WithdrawButton article={article} />}
      </Stack>
    </section>
  );
};

interface StepProps {
  article: Article;
  onReload: () => void;
}

const Submit = ({ article, onReload }: StepProps) => {
  const { t } = useTranslation();
  const submit = useSubmitArticle(article);

  return (
    <>
      <Button loading={submit.isPending} onClick={() => submit.mutate()}>
        {t('articles.submit')}
      </Button>
      <StepProblem error={submit.error} onReload={onReload} />
    </>
  );
};

/** The server refuses whoever wrote the text; the newest revision says who that is, so nobody has to try. */
const Publish = ({ article, onReload }: StepProps) => {
  const { t } = useTranslation();
  const { id } = useSession().staff;
  const revisions = useRevisions(article.id);
  const isOwn = revisions.data?.items[0]?.writtenBy === id;
  if (isOwn) return <Text size="sm">{t('articles.ownText')}</Text>;

  return <PublishFields article={article} onReload={onReload} />;
};
