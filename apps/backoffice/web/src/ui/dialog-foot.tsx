import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import { ProblemNotice } from './problem-notice.tsx';

interface DialogFootProps {
  /** What is confirmed: why it failed stands above the buttons. */
  step: { error: Error | null; isPending: boolean };
  confirm: string;
  onCancel: () => void;
  /** Without it the form around is sent. With it nothing is to be filled in, and Enter shall not confirm. */
  onConfirm?: () => void;
}

export const DialogFoot = ({ step, confirm, onCancel, onConfirm }: DialogFootProps) => {
  const { t } = useTranslation();

  return (
    <>
      {step.error && <ProblemNotice error={step.error} />}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onCancel} data-autofocus={onConfirm ? true : undefined}>
          {t('lists.cancel')}
        </Button>
        <Button type={onConfirm ? 'button' : 'submit'} loading={step.isPending} onClick={onConfirm}>
          {confirm}
        </Button>
      </Group>
    </>
  );
};
