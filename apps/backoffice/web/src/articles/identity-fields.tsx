import { Group, NativeSelect, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import { oneOf } from '../lists/page-search.ts';
import { articleLanguages } from './article-search.ts';
import type { ArticleDraft } from './article-values.ts';

interface IdentityFieldsProps {
  draft: ArticleDraft;
  isSlugWrong: boolean;
  onChange: (changed: Partial<ArticleDraft>) => void;
}

const LONGEST_SLUG = 80;

/** What an article keeps for good; the same slug in the other language is its translation. */
export const IdentityFields = ({ draft, isSlugWrong, onChange }: IdentityFieldsProps) => {
  const { t } = useTranslation();

  return (
    <Group grow align="flex-start">
      <TextInput
        label={t('articles.slug')}
        description={t('articles.slugHint')}
        error={isSlugWrong ? t('articles.slugWrong') : undefined}
        maxLength={LONGEST_SLUG}
        value={draft.slug}
        onChange={(event) => onChange({ slug: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('articles.language')}
        description={t('articles.languageHint')}
        value={draft.language}
        onChange={(event) =>
          onChange({ language: oneOf(articleLanguages, event.currentTarget.value) ?? draft.language })
        }
        data={articleLanguages.map((value) => ({ value, label: t(`member.languages.${value}`) }))}
      />
    </Group>
  );
};
