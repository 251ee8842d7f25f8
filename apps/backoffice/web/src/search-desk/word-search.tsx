import { Button, Group, TextInput } from '@mantine/core';
import { type SyntheticEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { SearchIcon } from '../ui/icons.tsx';

interface WordSearchProps {
  word: string;
  onSearch: (word: string) => void;
}

export const WordSearch = ({ word, onSearch }: WordSearchProps) => {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(word);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    onSearch(typed);
  };

  return (
    <form onSubmit={submit} role="search">
      <Group gap="xs" align="flex-end" mb="md">
        <TextInput
          label={t('searchDesk.word')}
          leftSection={<SearchIcon size={16} />}
          miw={280}
          maxLength={50}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button type="submit" variant="light">
          {t('searchDesk.find')}
        </Button>
        {word !== '' && (
          <Button variant="subtle" onClick={() => onSearch('')}>
            {t('lists.clear')}
          </Button>
        )}
      </Group>
    </form>
  );
};
