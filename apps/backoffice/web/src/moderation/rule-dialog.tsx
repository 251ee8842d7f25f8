import { Checkbox, Group, NativeSelect, Stack, TextInput } from '@mantine/core';
import { type SyntheticEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { CommunityRule } from '../api/api.ts';
import { oneOf } from '../lists/page-search.ts';
import { Dialog } from '../ui/dialog.tsx';
import { DialogFoot } from '../ui/dialog-foot.tsx';
import { ruleKinds } from './rule-search.ts';
import { type RuleValues, useSaveRule } from './use-rules.ts';

const LONGEST_PHRASE = 60;

interface RuleDialogProps {
  /** Null: closed. */
  edited: CommunityRule | 'new' | null;
  onClose: () => void;
}

export const RuleDialog = ({ edited, onClose }: RuleDialogProps) => {
  const { t } = useTranslation();

  return (
    <Dialog
      title={t(edited === 'new' ? 'rules.create' : 'rules.edit')}
      opened={edited !== null}
      onClose={onClose}
    >
      {edited && <RuleForm rule={edited === 'new' ? null : edited} onClose={onClose} />}
    </Dialog>
  );
};

const newRule: RuleValues = { kind: 'advert', language: 'ko', phrase: '', hides: false, active: true };

const RuleForm = ({ rule, onClose }: { rule: CommunityRule | null; onClose: () => void }) => {
  const { t } = useTranslation();
  const [values, setValues] = useState<RuleValues>(rule ?? newRule);
  const [wasSent, setWasSent] = useState(false);
  const save = useSaveRule(rule);
  const set = (changed: Partial<RuleValues>) => setValues({ ...values, ...changed });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setWasSent(true);
    if (values.phrase.trim() !== '') save.mutate(values, { onSuccess: onClose });
  };

  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <TextInput
          label={t('rules.phrase')}
          description={t('rules.phraseHint')}
          error={wasSent && values.phrase.trim() === '' ? t('rules.phraseMissing') : undefined}
          maxLength={LONGEST_PHRASE}
          data-autofocus
          value={values.phrase}
          onChange={(event) => set({ phrase: event.currentTarget.value })}
        />
        {!rule && (
          <Group grow>
            <NativeSelect
              label={t('moderation.reason')}
              value={values.kind}
              onChange={(event) => set({ kind: oneOf(ruleKinds, event.currentTarget.value) ?? values.kind })}
              data={ruleKinds.map((value) => ({ value, label: t(`moderation.reasons.${value}`) }))}
            />
            <NativeSelect
              label={t('rules.language')}
              value={values.language}
              onChange={(event) => set({ language: event.currentTarget.value === 'en' ? 'en' : 'ko' })}
              data={(['ko', 'en'] as const).map((value) => ({
                value,
                label: t(`member.languages.${value}`),
              }))}
            />
          </Group>
        )}
        <Checkbox
          label={t('rules.hides')}
          description={t('rules.hidesHint')}
          checked={values.hides}
          onChange={(event) => set({ hides: event.currentTarget.checked })}
        />
        {rule && (
          <Checkbox
            label={t('rules.active')}
            checked={values.active}
            onChange={(event) => set({ active: event.currentTarget.checked })}
          />
        )}
        <DialogFoot step={save} confirm={t('lists.save')} onCancel={onClose} />
      </Stack>
    </form>
  );
};
