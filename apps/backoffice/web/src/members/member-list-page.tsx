import { Button, Group, Paper, Text, Title } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import styles from '../lists/lists.module.css';
import { Pager } from '../lists/pager.tsx';
import { QueryCard } from '../lists/query-card.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { SearchIcon } from '../ui/icons.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useTitle } from '../ui/use-title.ts';
import { EmailSearch } from './email-search.tsx';
import { hasFilters, withFilters } from './member-list-search.ts';
import { MemberFilterBar } from './member-filter-bar.tsx';
import { MemberTable, MemberTableSkeleton } from './member-table.tsx';
import { useEmailSearch, useMemberPage } from './use-members.ts';

const route = getRouteApi('/members');

export const MemberListPage = () => {
  const { t } = useTranslation();
  const emailSearch = useEmailSearch();
  useTitle(t('members.title'));

  return (
    <>
      <Group justify="space-between" align="flex-end" mb="lg" gap="md">
        <div>
          <Title order={1}>{t('members.title')}</Title>
          <Text c="dimmed">{t('members.intro')}</Text>
        </div>
        <EmailSearch search={emailSearch} />
      </Group>
      {emailSearch.isIdle ? <FilteredMembers /> : <FoundMembers search={emailSearch} />}
    </>
  );
};

const FilteredMembers = () => {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const page = useMemberPage(search);

  return (
    <>
      <MemberFilterBar
        search={search}
        onChange={(changed) => void navigate({ search: withFilters(search, changed) })}
      />
      <QueryCard query={page} loading={t('members.loading')}>
        {({ items, nextCursor }) =>
          items.length > 0 ? (
            <>
              <MemberTable members={items} />
              <Pager
                search={search}
                shown={t('members.shown', { count: items.length })}
                nextCursor={page.isPlaceholderData ? null : nextCursor}
                onGo={(to, state) => void navigate({ search: { ...withFilters(search, {}), ...to }, state })}
              />
            </>
          ) : (
            <EmptyState
              icon={<SearchIcon size={26} />}
              title={t('members.empty')}
              text={t('members.emptyHint')}
            >
              {hasFilters(search) && (
                <Button variant="light" onClick={() => void navigate({ search: {} })}>
                  {t('lists.clear')}
                </Button>
              )}
            </EmptyState>
          )
        }
      </QueryCard>
    </>
  );
};

const FoundMembers = ({ search }: { search: ReturnType<typeof useEmailSearch> }) => {
  const { t } = useTranslation();

  return (
    <section aria-label={t('members.found')} aria-busy={search.isPending}>
      <Group mb="md" justify="space-between">
        <Title order={2} size="h4">
          {t('members.found')}
        </Title>
        <Button variant="default" size="xs" onClick={search.reset}>
          {t('members.clearSearch')}
        </Button>
      </Group>
      <Paper withBorder radius="lg" className={styles.card}>
        {search.isPending && <MemberTableSkeleton rows={1} />}
        {search.error && (
          <Group p="lg">
            <ProblemNotice error={search.error} />
          </Group>
        )}
        {search.data && search.data.items.length > 0 && <MemberTable members={search.data.items} />}
        {search.data?.items.length === 0 && (
          <EmptyState
            icon={<SearchIcon size={26} />}
            title={t('members.notFound')}
            text={t('members.notFoundHint')}
            level={3}
          />
        )}
      </Paper>
    </section>
  );
};
