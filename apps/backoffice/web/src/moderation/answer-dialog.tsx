import { Stack, Textarea } from '@mantine/core';
import { type SyntheticEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { Dialog } from '../ui/dialog.tsx';
import { DialogFoot } from '../ui/dialog-foot.tsx';
import { useAnswerAppeal } from './use-appeals.ts';

const LONGEST_ANSWER = 300;

interface AnswerDialogProps {
  sanctionId: string;
  /** Null: closed. */
  outcome: 'upheld' | 'lifted' | null;
  onClose: () => void;
}

export const AnswerDialog = ({ sanctionId, outcome, onClose }: AnswerDialogProps) => {
  const { t } = useTranslation();

  return (
    <Dialog
      title={t(outcome === 'lifted' ? 'appeals.lift' : 'appeals.uphold')}
      opened={outcome !== null}
      onClose={onClose}
    >
      {outcome && <AnswerForm sanctionId={sanctionId} outcome={outcome} onClose={onClose} />}
    </Dialog>
  );
};

interface AnswerFormProps {
  sanctionId: string;
  outcome: 'upheld' | 'lifted';
  onClose: () => void;
}

const AnswerForm = ({ sanctionId, outcome, onClose }: AnswerFormProps) => {
  const { t } = useTranslation();
  const [answer, setAnswer] = useState('');
  const [wasSent, setWasSent] = useState(false);
  const send = useAnswerAppeal(sanctionId);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setWasSent(true);
    if (answer.trim() !== '') send.mutate({ outcome, answer: answer.trim() });
  };

  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Textarea
          label={t('appeals.answer')}
          description={t('appeals.answerHint')}
          error={wasSent && answer.trim() === '' ? t('appeals.answerMissing') : undefined}
          autosize
          minRows={3}
          maxLength={LONGEST_ANSWER}
          data-autofocus
          value={answer}
          onChange={(event) => setAnswer(event.currentTarget.value)}
        />
        <DialogFoot step={send} confirm={t('appeals.send')} onCancel={onClose} />
      </Stack>
    </form>
  );
};
