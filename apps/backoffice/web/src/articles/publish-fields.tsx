import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { Article } from '../api/api.ts';
import { StepProblem } from './step-problem.tsx';
import { usePublishArticle } from './use-articles.ts';

interface PublishFieldsProps {
  article: Article;
  onReload: () => void;
}

/** Now, or at a time on the editor's own clock. */
export const PublishFields = ({ article, onReload }: PublishFieldsProps) => {
  const { t } = useTranslation();
  const [at, setAt] = useState('');
  const publish = usePublishArticle(article);

  return (
    <Stack gap="sm" w="100%">
      <Button
        loading={publish.isPending}
        onClick={() => publish.mutate(null)}
        style={{ alignSelf: 'flex-start' }}
      >
        {t('articles.publishNow')}
      </Button>
      <Group gap="xs" align="flex-end" wrap="nowrap">
        <TextInput
          type="datetime-local"
          label={t('articles.publishAt')}
          value={at}
          onChange={(event) => setAt(event.currentTarget.value)}
        />
        <Button
          variant="light"
          disabled={at === ''}
          loading={publish.isPending}
          onClick={() => publish.mutate(new Date(at).toISOString())}
        >
          {t('articles.schedule')}
        </Button>
      </Group>
      <StepProblem error={publish.error} onReload={onReload} />
    </Stack>
  );
};
