import { Box, Skeleton, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { Choice } from '../lists/choice.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import styles from './articles.module.css';
import { usePreview } from './use-articles.ts';

interface BodyFieldProps {
  value: string;
  isMissing: boolean;
  onChange: (value: string) => void;
}

const LONGEST_BODY = 60_000;

/** Markdown, and how readers will see it: the server draws it, by the same hand as the published page. */
export const BodyField = ({ value, isMissing, onChange }: BodyFieldProps) => {
  const { t } = useTranslation();
  const [view, setView] = useState<'write' | 'preview'>('write');
  const preview = usePreview();
  const shown = isMissing ? 'write' : view;
  const choose = (next: 'write' | 'preview') => {
    setView(next);
    if (next === 'preview' && value.trim() !== '') preview.mutate(value);
  };

  return (
    <div>
      <Box mb={6} w="fit-content">
        <Choice
          label={t('articles.body')}
          value={shown}
          onChange={choose}
          data={[
            { value: 'write', label: t('articles.write') },
            { value: 'preview', label: t('articles.preview') },
          ]}
        />
      </Box>
      {shown === 'write' && (
        <Textarea
          aria-label={t('articles.bodyText')}
          description={t('articles.bodyHint')}
          error={isMissing ? t('articles.missing') : undefined}
          autosize
          minRows={14}
          maxRows={28}
          maxLength={LONGEST_BODY}
          classNames={{ input: styles.markdown }}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
      {shown === 'preview' && (
        <section className={styles.preview} aria-label={t('articles.preview')} aria-busy={preview.isPending}>
          {preview.isPending && <Skeleton height={120} />}
          {preview.error && <ProblemNotice error={preview.error} />}
          {value.trim() === '' && <p>{t('articles.nothingToPreview')}</p>}
          {preview.data && value.trim() !== '' && (
            <div dangerouslySetInnerHTML={{ __html: preview.data.bodyHtml }} />
          )}
        </section>
      )}
    </div>
  );
};
