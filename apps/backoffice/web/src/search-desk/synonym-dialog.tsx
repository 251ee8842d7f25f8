import { Stack, Textarea, TextInput } from '@mantine/core';
import { type SyntheticEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { Synonym } from '../api/api.ts';
import { wordsOf } from '../lists/words.ts';
import { Dialog } from '../ui/dialog.tsx';
import { DialogFoot } from '../ui/dialog-foot.tsx';
import { type SynonymValues, useSaveSynonym } from './use-synonyms.ts';

/** A group that is not yet made. */
export const noWords: SynonymValues = { term: '', same: [], foundBy: [], finds: [] };

interface SynonymDialogProps {
  /** One that is there, or how a new one begins; null: closed. */
  edited: Synonym | SynonymValues | null;
  onClose: () => void;
}

export const SynonymDialog = ({ edited, onClose }: SynonymDialogProps) => {
  const { t } = useTranslation();
  const synonym = edited && 'id' in edited ? edited : null;

  return (
    <Dialog
      title={synonym ? t('searchDesk.editOne', { term: synonym.term }) : t('searchDesk.create')}
      opened={edited !== null}
      onClose={onClose}
    >
      {edited && <SynonymForm synonym={synonym} start={edited} onClose={onClose} />}
    </Dialog>
  );
};

interface SynonymFormProps {
  synonym: Synonym | null;
  start: SynonymValues;
  onClose: () => void;
}

const lists = ['same', 'foundBy', 'finds'] as const;

const SynonymForm = ({ synonym, start, onClose }: SynonymFormProps) => {
  const { t } = useTranslation();
  const [term, setTerm] = useState(start.term);
  const [words, setWords] = useState({
    same: start.same.join(', '),
    foundBy: start.foundBy.join(', '),
    finds: start.finds.join(', '),
  });
  const [wasSent, setWasSent] = useState(false);
  const save = useSaveSynonym(synonym);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setWasSent(true);
    if (term.trim() === '') return;
    const values = {
      term: term.trim(),
      same: wordsOf(words.same),
      foundBy: wordsOf(words.foundBy),
      finds: wordsOf(words.finds),
    };
    save.mutate(values, { onSuccess: onClose });
  };

  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {!synonym && (
          <TextInput
            label={t('searchDesk.term')}
            description={t('searchDesk.termHint')}
            error={wasSent && term.trim() === '' ? t('searchDesk.termMissing') : undefined}
            maxLength={50}
            data-autofocus
            value={term}
            onChange={(event) => setTerm(event.currentTarget.value)}
          />
        )}
        {lists.map((list) => (
          <Textarea
            key={list}
            label={t(`searchDesk.${list}`)}
            description={t(`searchDesk.hints.${list}`)}
            autosize
            minRows={1}
            value={words[list]}
            onChange={(event) => setWords({ ...words, [list]: event.currentTarget.value })}
          />
        ))}
        <DialogFoot step={save} confirm={t('lists.save')} onCancel={onClose} />
      </Stack>
    </form>
  );
};
