import { Button, Group, Text } from '@mantine/core';
import { getRouteApi, useRouterState } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import { LeftIcon, RightIcon } from '../ui/icons.tsx';
import styles from './member-list-page.module.css';
import { type MemberListSearch, withFilters } from './member-list-search.ts';

interface MemberPagerProps {
  search: MemberListSearch;
  shown: number;
  nextCursor: string | null;
}

const route = getRouteApi('/members');

/** A keyset list knows only its next page: the way back is kept in the history's own state and survives a reload. */
export const MemberPager = ({ search, shown, nextCursor }: MemberPagerProps) => {
  const { t } = useTranslation();
  const navigate = route.useNavigate();
  const trail = useRouterState({ select: ({ location }) => location.state.trail }) ?? [];
  const page = search.page ?? 1;
  const filters = withFilters(search, {});

  const goOn = () =>
    nextCursor &&
    void navigate({
      search: { ...filters, cursor: nextCursor, page: page + 1 },
      state: { trail: [...trail, search.cursor ?? ''] },
    });
  const goBack = () => {
    const before = trail.at(-1);
    const previous = before ? { ...filters, cursor: before, page: page - 1 } : filters;
    void navigate({ search: previous, state: { trail: trail.slice(0, -1) } });
  };

  return (
    <div className={styles.pager}>
      <Text size="sm" c="dimmed" role="status">
        {t('members.page', { page })} · {t('members.shown', { count: shown })}
      </Text>
      <Group gap="xs">
        <Button
          variant="default"
          size="xs"
          leftSection={<LeftIcon size={14} />}
          disabled={!search.cursor}
          onClick={goBack}
        >
          {t('members.previous')}
        </Button>
        <Button
          variant="default"
          size="xs"
          rightSection={<RightIcon size={14} />}
          disabled={!nextCursor}
          onClick={goOn}
        >
          {t('members.next')}
        </Button>
      </Group>
    </div>
  );
};
