import { Skeleton, Stack, Title, VisuallyHidden } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { Article } from '../api/api.ts';
import { Badge } from '../lists/badge.tsx';
import { BackLink } from '../ui/back-link.tsx';
import desk from '../ui/desk.module.css';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useTitle } from '../ui/use-title.ts';
import { ArticleForm } from './article-form.tsx';
import { ArticleSteps } from './article-steps.tsx';
import { changesOf, draftOf } from './article-values.ts';
import { Revisions } from './revisions.tsx';
import { StandingBadge } from './standing-badge.tsx';
import { useArticle, useSaveArticle } from './use-articles.ts';
import { useLeaveWarning } from './use-leave-warning.ts';

const route = getRouteApi('/articles/$articleId');

export const ArticlePage = () => {
  const { t } = useTranslation();
  const { articleId } = route.useParams();
  const article = useArticle(articleId);
  useTitle(article.data?.title ?? t('articles.title'));

  return (
    <Stack gap="md">
      <div>
        <BackLink to="/articles">{t('articles.back')}</BackLink>
        {!article.data && <Title order={1}>{t('articles.title')}</Title>}
      </div>
      {article.isPending && (
        <div role="status">
          <VisuallyHidden>{t('articles.loading')}</VisuallyHidden>
          <Skeleton height={420} radius="lg" />
        </div>
      )}
      {article.error && <ProblemNotice error={article.error} onRetry={() => void article.refetch()} />}
      {article.data && (
        <Desk key={article.data.version} article={article.data} onReload={() => void article.refetch()} />
      )}
    </Stack>
  );
};

/** Made anew for every version: what is in the fields is always written on the version that is sent. */
const Desk = ({ article, onReload }: { article: Article; onReload: () => void }) => {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(() => draftOf(article));
  const save = useSaveArticle(article);
  const changes = changesOf(article, draft);
  const isDirty = Object.keys(changes).length > 0;
  useLeaveWarning(isDirty);

  return (
    <>
      <div className={desk.head}>
        <h1>{article.title}</h1>
        <StandingBadge article={article} />
        <Badge tone={article.medicalReview ? 'good' : 'waiting'}>
          {t(article.medicalReview ? 'articles.reviewed' : 'articles.notReviewed')}
        </Badge>
      </div>
      <div className={desk.columns}>
        <ArticleForm
          draft={draft}
          onChange={setDraft}
          isNew={false}
          isSaving={save.isPending}
          isDirty={isDirty}
          error={save.error}
          onReload={onReload}
          onSave={() => save.mutate(changes)}
        />
        <Stack gap="md">
          <ArticleSteps article={article} isDirty={isDirty} onReload={onReload} />
          <Revisions articleId={article.id} />
        </Stack>
      </div>
    </>
  );
};
