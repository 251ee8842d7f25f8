import { Button, Group, TextInput } from '@mantine/core';
import { type SyntheticEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { SearchIcon } from '../ui/icons.tsx';
import type { useEmailSearch } from './use-members.ts';

export const EmailSearch = ({ search }: { search: ReturnType<typeof useEmailSearch> }) => {
  const { t } = useTranslation();
  const [email, setEmail] = useState('');
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (email.trim() === '') search.reset();
    if (email.trim() !== '') search.mutate(email.trim());
  };

  return (
    <form onSubmit={submit} role="search">
      <Group gap="xs" align="flex-end" wrap="nowrap">
        <TextInput
          type="email"
          label={t('members.emailSearch')}
          placeholder={t('members.emailHint')}
          autoComplete="off"
          miw={280}
          leftSection={<SearchIcon size={16} />}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <Button type="submit" variant="light" loading={search.isPending}>
          {t('members.find')}
        </Button>
      </Group>
    </form>
  );
};
