import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import type { Article } from '../api/api.ts';
import { PlusIcon } from '../ui/icons.tsx';
import { isWebAddress } from './article-values.ts';
import styles from './articles.module.css';

type Source = Article['sources'][number];

interface SourceFieldsProps {
  sources: Source[];
  isWrong: boolean;
  onChange: (sources: Source[]) => void;
}

const MOST_SOURCES = 30;

export const SourceFields = ({ sources, isWrong, onChange }: SourceFieldsProps) => {
  const { t } = useTranslation();
  const replace = (index: number, changed: Partial<Source>) =>
    onChange(sources.map((source, at) => (at === index ? { ...source, ...changed } : source)));

  return (
    <fieldset className={styles.sources}>
      <legend>{t('articles.sources')}</legend>
      <Stack gap="xs">
        {sources.map((source, index) => {
          const number = index + 1;

          return (
            <Group key={index} gap="xs" wrap="nowrap">
              <TextInput
                className={styles.sourceTitle}
                aria-label={t('articles.sourceTitle', { number })}
                placeholder={t('articles.sourceTitleHint')}
                error={isWrong && source.title.trim() === ''}
                value={source.title}
                onChange={(event) => replace(index, { title: event.currentTarget.value })}
              />
              <TextInput
                className={styles.sourceUrl}
                aria-label={t('articles.sourceUrl', { number })}
                placeholder="https://"
                error={isWrong && !isWebAddress(source.url)}
                value={source.url}
                onChange={(event) => replace(index, { url: event.currentTarget.value })}
              />
              <TextInput
                type="date"
                aria-label={t('articles.sourceRead', { number })}
                error={isWrong && source.accessedOn === ''}
                value={source.accessedOn}
                onChange={(event) => replace(index, { accessedOn: event.currentTarget.value })}
              />
              <Button
                variant="subtle"
                size="compact-sm"
                disabled={sources.length === 1}
                aria-label={t('articles.removeSource', { number })}
                onClick={() => onChange(sources.filter((_, at) => at !== index))}
              >
                {t('lists.remove')}
              </Button>
            </Group>
          );
        })}
        {isWrong && (
          <Text size="sm" c="var(--red-ink)" role="alert">
            {t('articles.sourcesWrong')}
          </Text>
        )}
        <Button
          variant="light"
          size="xs"
          leftSection={<PlusIcon size={14} />}
          disabled={sources.length >= MOST_SOURCES}
          onClick={() => onChange([...sources, { title: '', url: '', accessedOn: '' }])}
          style={{ alignSelf: 'flex-start' }}
        >
          {t('articles.addSource')}
        </Button>
      </Stack>
    </fieldset>
  );
};
