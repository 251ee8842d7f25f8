import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import type { Synonym } from '../api/api.ts';
import { Dialog } from '../ui/dialog.tsx';
import { DialogFoot } from '../ui/dialog-foot.tsx';
import { useRemoveSynonym } from './use-synonyms.ts';

interface RemoveDialogProps {
  /** Null: closed. */
  synonym: Synonym | null;
  onClose: () => void;
}

export const RemoveDialog = ({ synonym, onClose }: RemoveDialogProps) => {
  const { t } = useTranslation();

  return (
    <Dialog title={t('searchDesk.removeTitle')} opened={synonym !== null} onClose={onClose}>
      {synonym && <Question synonym={synonym} onClose={onClose} />}
    </Dialog>
  );
};

const Question = ({ synonym, onClose }: { synonym: Synonym; onClose: () => void }) => {
  const { t } = useTranslation();
  const remove = useRemoveSynonym();

  return (
    <Stack>
      <Text>{t('searchDesk.removeText', { term: synonym.term })}</Text>
      <DialogFoot
        step={remove}
        confirm={t('lists.remove')}
        onCancel={onClose}
        onConfirm={() => remove.mutate(synonym.id, { onSuccess: onClose })}
      />
    </Stack>
  );
};
