import { Button, Group, Text } from '@mantine/core';
import { useRouterState } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import { LeftIcon, RightIcon } from '../ui/icons.tsx';
import styles from './lists.module.css';
import type { PageSearch } from './page-search.ts';

interface PagerProps {
  search: PageSearch;
  /** How many, in the words of the list. */
  shown: string;
  nextCursor: string | null;
  onGo: (to: PageSearch, state: { trail: string[] }) => void;
}

/** A keyset list knows only its next page: the way back is kept in the history's own state and survives a reload. */
export const Pager = ({ search, shown, nextCursor, onGo }: PagerProps) => {
  const { t } = useTranslation();
  const trail = useRouterState({ select: ({ location }) => location.state.trail }) ?? [];
  const page = search.page ?? 1;

  const goOn = () =>
    nextCursor && onGo({ cursor: nextCursor, page: page + 1 }, { trail: [...trail, search.cursor ?? ''] });
  const goBack = () => {
    const before = trail.at(-1);
    onGo(before ? { cursor: before, page: page - 1 } : {}, { trail: trail.slice(0, -1) });
  };

  return (
    <div className={styles.pager}>
      <Text size="sm" c="dimmed" role="status">
        {t('lists.page', { page })} · {shown}
      </Text>
      <Group gap="xs">
        <Button
          variant="default"
          size="xs"
          leftSection={<LeftIcon size={14} />}
          disabled={!search.cursor}
          onClick={goBack}
        >
          {t('lists.previous')}
        </Button>
        <Button
          variant="default"
          size="xs"
          rightSection={<RightIcon size={14} />}
          disabled={!nextCursor}
          onClick={goOn}
        >
          {t('lists.next')}
        </Button>
      </Group>
    </div>
  );
};
