import { Button, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type SyntheticEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useApi } from '../api/api.ts';
import { bodyOf } from '../api/problem.ts';
import { expiredKey, sessionKey } from '../session/end-session.ts';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import styles from './code-form.module.css';

const DIGITS = 6;

export const CodeForm = ({ challenge, onBack }: { challenge: string; onBack: () => void }) => {
  const { t } = useTranslation();
  const api = useApi();
  const queries = useQueryClient();
  const [code, setCode] = useState('');
  const confirm = useMutation({
    mutationFn: () => bodyOf(api.POST('/v1/auth/sessions/totp', { body: { challenge, code } })),
    onSuccess: (session) => {
      queries.removeQueries({ queryKey: expiredKey });
      queries.setQueryData(sessionKey, session);
    },
    onError: () => setCode(''),
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    confirm.mutate();
  };

  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label={t('logIn.code')}
          inputMode="numeric"
          autoComplete="one-time-code"
          pattern={`[0-9]{${DIGITS}}`}
          maxLength={DIGITS}
          required
          withAsterisk={false}
          size="lg"
          data-autofocus
          autoFocus
          classNames={{ input: styles.code }}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value.replaceAll(/\D/g, ''))}
        />
        {confirm.error && <ProblemNotice error={confirm.error} />}
        <Button type="submit" size="md" loading={confirm.isPending} disabled={code.length < DIGITS} fullWidth>
          {t('logIn.confirm')}
        </Button>
        <Button variant="subtle" onClick={onBack}>
          {t('logIn.back')}
        </Button>
      </Stack>
    </form>
  );
};
