import { Group, NativeSelect, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import { oneOf } from '../lists/page-search.ts';
import { type ArticleDraft, categories } from './article-values.ts';

interface FactFieldsProps {
  draft: ArticleDraft;
  faults: ReadonlySet<string>;
  onChange: (changed: Partial<ArticleDraft>) => void;
}

const LONGEST_NAME = 60;

export const FactFields = ({ draft, faults, onChange }: FactFieldsProps) => {
  const { t } = useTranslation();
  const missing = (field: string) => (faults.has(field) ? t('articles.missing') : undefined);

  return (
    <>
      <Group grow align="flex-start">
        <NativeSelect
          label={t('articles.category')}
          value={draft.category}
          onChange={(event) =>
            onChange({ category: oneOf(categories, event.currentTarget.value) ?? draft.category })
          }
          data={categories.map((value) => ({ value, label: t(`articles.categories.${value}`) }))}
        />
        <TextInput
          label={t('articles.tags')}
          placeholder={t('articles.tagsHint')}
          value={draft.tags}
          onChange={(event) => onChange({ tags: event.currentTarget.value })}
        />
      </Group>
      <Group grow align="flex-start">
        <TextInput
          label={t('articles.authorName')}
          error={missing('authorName')}
          maxLength={LONGEST_NAME}
          value={draft.authorName}
          onChange={(event) => onChange({ authorName: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          label={t('articles.reviewDue')}
          error={missing('reviewDueOn')}
          value={draft.reviewDueOn}
          onChange={(event) => onChange({ reviewDueOn: event.currentTarget.value })}
        />
      </Group>
      <Group grow align="flex-start">
        <TextInput
          label={t('articles.reviewerName')}
          description={t('articles.reviewerHint')}
          maxLength={LONGEST_NAME}
          value={draft.reviewerName}
          onChange={(event) => onChange({ reviewerName: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          label={t('articles.reviewedOn')}
          description={t('articles.reviewedOnHint')}
          error={missing('reviewedOn')}
          value={draft.reviewedOn}
          onChange={(event) => onChange({ reviewedOn: event.currentTarget.value })}
        />
      </Group>
    </>
  );
};
