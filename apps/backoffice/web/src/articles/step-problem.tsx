import { Button, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import { isProblem } from '../api/problem.ts';
import { ProblemNotice } from '../ui/problem-notice.tsx';

interface StepProblemProps {
  error: Error | null;
  onReload?: (() => void) | undefined;
}

/** Why a step was refused; where somebody else was faster, the way to what they made of it. */
export const StepProblem = ({ error, onReload }: StepProblemProps) => {
  const { t } = useTranslation();
  if (!error) return null;

  return (
    <Stack gap="xs" align="flex-start">
      <ProblemNotice error={error} />
      {onReload && isProblem(error, 'VERSION_MISMATCH') && (
        <Button variant="default" onClick={onReload}>
          {t('articles.reload')}
        </Button>
      )}
    </Stack>
  );
};
