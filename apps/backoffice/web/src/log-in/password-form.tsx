import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type SyntheticEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useApi } from '../api/api.ts';
import { bodyOf } from '../api/problem.ts';
import { ProblemNotice } from '../ui/problem-notice.tsx';

export const PasswordForm = ({ onChallenge }: { onChallenge: (challenge: string) => void }) => {
  const { t } = useTranslation();
  const api = useApi();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const logIn = useMutation({
    mutationFn: () => bodyOf(api.POST('/v1/auth/sessions', { body: { email: email.trim(), password } })),
    onSuccess: ({ challenge }) => onChallenge(challenge),
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    logIn.mutate();
  };

  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label={t('logIn.email')}
          type="email"
          autoComplete="username"
          required
          withAsterisk={false}
          size="md"
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          label={t('logIn.password')}
          autoComplete="current-password"
          required
          withAsterisk={false}
          size="md"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        {logIn.error && <ProblemNotice error={logIn.error} />}
        <Button type="submit" size="md" loading={logIn.isPending} fullWidth>
          {t('logIn.next')}
        </Button>
      </Stack>
    </form>
  );
};
