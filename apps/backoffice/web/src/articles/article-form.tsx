import { Button, Stack, Textarea, TextInput } from '@mantine/core';
import { type SyntheticEvent, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';

import desk from '../ui/desk.module.css';
import { type ArticleDraft, faultsOf } from './article-values.ts';
import { BodyField } from './body-field.tsx';
import { FactFields } from './fact-fields.tsx';
import { IdentityFields } from './identity-fields.tsx';
import { SourceFields } from './source-fields.tsx';
import { StepProblem } from './step-problem.tsx';

interface ArticleFormProps {
  draft: ArticleDraft;
  onChange: (draft: ArticleDraft) => void;
  isNew: boolean;
  isSaving: boolean;
  isDirty: boolean;
  error: Error | null;
  onSave: () => void;
  onReload?: () => void;
}

const LONGEST_TITLE = 120;
const LONGEST_SUMMARY = 300;

export const ArticleForm = ({ draft, onChange, isNew, isSaving, isDirty, ...props }: ArticleFormProps) => {
  const { t } = useTranslation();
  const [wasSent, setWasSent] = useState(false);
  const faults = faultsOf(draft);
  const shown = wasSent ? faults : new Set<never>();
  const set = (changed: Partial<ArticleDraft>) => onChange({ ...draft, ...changed });
  const missing = (field: 'title' | 'summary') => (shown.has(field) ? t('articles.missing') : undefined);
  const submit = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (faults.size === 0) return props.onSave();
    const form = event.currentTarget;
    flushSync(() => setWasSent(true));
    // The form is longer than a screen: what is wrong may lie out of sight.
    form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  };

  return (
    <form onSubmit={submit} noValidate className={desk.card} aria-label={t('articles.text')}>
      <Stack gap="md">
        {isNew && <IdentityFields draft={draft} isSlugWrong={shown.has('slug')} onChange={set} />}
        <TextInput
          label={t('articles.titleOf')}
          error={missing('title')}
          maxLength={LONGEST_TITLE}
          value={draft.title}
          onChange={(event) => set({ title: event.currentTarget.value })}
        />
        <Textarea
          label={t('articles.summary')}
          error={missing('summary')}
          autosize
          minRows={2}
          maxLength={LONGEST_SUMMARY}
          value={draft.summary}
          onChange={(event) => set({ summary: event.currentTarget.value })}
        />
        <BodyField
          value={draft.bodyMarkdown}
          isMissing={shown.has('bodyMarkdown')}
          onChange={(bodyMarkdown) => set({ bodyMarkdown })}
        />
        <FactFields draft={draft} faults={shown} onChange={set} />
        <SourceFields
          sources={draft.sources}
          isWrong={shown.has('sources')}
          onChange={(sources) => set({ sources })}
        />
        <StepProblem error={props.error} onReload={props.onReload} />
        <Button type="submit" loading={isSaving} disabled={!isDirty} style={{ alignSelf: 'flex-start' }}>
          {t(isNew ? 'articles.begin' : 'articles.save')}
        </Button>
      </Stack>
    </form>
  );
};
