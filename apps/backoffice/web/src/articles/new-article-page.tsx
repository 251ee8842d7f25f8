import { Stack, Title } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { BackLink } from '../ui/back-link.tsx';
import { useTitle } from '../ui/use-title.ts';
import { ArticleForm } from './article-form.tsx';
import { emptyDraft, valuesOf } from './article-values.ts';
import { useCreateArticle } from './use-articles.ts';
import { useLeaveWarning } from './use-leave-warning.ts';

export const NewArticlePage = () => {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [draft, setDraft] = useState(emptyDraft);
  const create = useCreateArticle();
  const isDirty = JSON.stringify(draft) !== JSON.stringify(emptyDraft());
  useLeaveWarning(isDirty);
  useTitle(t('articles.create'));
  const save = () =>
    create.mutate(
      { ...valuesOf(draft), slug: draft.slug, language: draft.language },
      {
        onSuccess: ({ id }) =>
          void navigate({
            to: '/articles/$articleId',
            params: { articleId: id },
            replace: true,
            ignoreBlocker: true,
          }),
      },
    );

  return (
    <Stack gap="md">
      <div>
        <BackLink to="/articles">{t('articles.back')}</BackLink>
        <Title order={1}>{t('articles.create')}</Title>
      </div>
      <ArticleForm
        draft={draft}
        onChange={setDraft}
        isNew
        isSaving={create.isPending}
        isDirty={isDirty}
        error={create.error}
        onSave={save}
      />
    </Stack>
  );
};
